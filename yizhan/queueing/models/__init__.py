"""The floor's tables, by topic."""

from yizhan.queueing.models.day import BusinessDay, Category, CategoryLine, TicketSeries, WindowCategory
from yizhan.queueing.models.service import Consultation, FirstContact, ServiceRecord
from yizhan.queueing.models.ticket import Call, Ticket, Visit
from yizhan.queueing.models.window import Pause, WindowSession

__all__ = [
    "BusinessDay",
    "Call",
    "Category",
    "CategoryLine",
    "Consultation",
    "FirstContact",
    "Pause",
    "ServiceRecord",
    "Ticket",
    "TicketSeries",
    "Visit",
    "WindowCategory",
    "WindowSession",
]
