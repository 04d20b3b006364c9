"""The tables of cases, by topic."""

from yizhan.cases.models.case import Case, CaseSeries, Party
from yizhan.cases.models.clock import ClockStop, Extension
from yizhan.cases.models.draft import Batch, BatchRow, IntakeDraft
from yizhan.cases.models.handling import ExternalReference, Handling, Reason
from yizhan.cases.models.material import CaseMaterial, MaterialFile
from yizhan.cases.models.notice import NoticeItem, OneTimeNotice
from yizhan.cases.models.result import Delivery, Result
from yizhan.cases.models.review import Duty, Objection, Opinion, Publicity, SiteCheck, Step

__all__ = [
    "Batch",
    "BatchRow",
    "Case",
    "CaseMaterial",
    "CaseSeries",
    "ClockStop",
    "Delivery",
    "Duty",
    "Extension",
    "ExternalReference",
    "Handling",
    "IntakeDraft",
    "MaterialFile",
    "NoticeItem",
    "Objection",
    "OneTimeNotice",
    "Opinion",
    "Party",
    "Publicity",
    "Reason",
    "Result",
    "SiteCheck",
    "Step",
]
