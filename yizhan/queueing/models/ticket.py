"""Visits, tickets and calls."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yizhan.catalog.models import Implementation
from yizhan.lib.ids import new_id, public_token
from yizhan.orgs.models import Unit, Window
from yizhan.queueing.models.day import BusinessDay, Category
from yizhan.queueing.models.window import WindowSession
from yizhan.queueing.states import (
    AT_A_WINDOW,
    ENDED,
    CallKind,
    Channel,
    EndReason,
    PriorityReason,
    SuspendKind,
    TicketState,
)


class Visit(models.Model):
    """One resident's coming to the hall: its tickets, consultations, rating; later its cases.

    `public_token` is on the slip's QR code: it opens the ticket page and the rating, and nothing else.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="visits")
    business_date = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    public_token = models.CharField(max_length=24, unique=True, default=public_token)
    arrived_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.business_date} 到访"


class Ticket(models.Model):
    """A number (号). `label` is what people see and never changes; `category` is where it waits now.

    `queued_at` orders the queue: the arrival, kept through transfers. `return_after_calls` is set for a
    number that came back after it was passed: it goes in again behind that many further calls.
    `reserved_for` names the one window that may call it (directed transfer, 持件挂起).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="tickets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tickets")
    day = models.ForeignKey(BusinessDay, on_delete=models.PROTECT, related_name="tickets")
    label = models.CharField("号码", max_length=4)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="tickets")
    issued_category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    implementation = models.ForeignKey(
        Implementation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=TicketState.choices, default=TicketState.WAITING)
    priority_reason = models.CharField("优先原因", max_length=20, choices=PriorityReason.choices, blank=True)
    expected_low = models.PositiveSmallIntegerField("预计最少等几分钟", null=True)
    expected_high = models.PositiveSmallIntegerField("预计最多等几分钟", null=True)
    issued_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    return_after_calls = models.PositiveIntegerField(null=True, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)
    calls = models.PositiveSmallIntegerField("本轮叫了几遍", default=0)
    first_called_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    called_from = models.CharField(
        "叫号前的状态", max_length=10, choices=TicketState.choices, default=TicketState.WAITING
    )
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    session = models.ForeignKey(
        WindowSession, on_delete=models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    reserved_for = models.ForeignKey(
        Window, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    suspend_kind = models.CharField(max_length=20, choices=SuspendKind.choices, blank=True)
    suspend_note = models.CharField("挂起说明", max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "label"], name="queueing_label_once_per_day"),
            models.UniqueConstraint(
                fields=["window"],
                condition=Q(state__in=sorted(AT_A_WINDOW)),
                name="queueing_one_ticket_per_window",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(AT_A_WINDOW)) | Q(window__isnull=False, session__isnull=False),
                name="queueing_at_a_window_means_which",
            ),
            models.CheckConstraint(
                condition=Q(state=TicketState.SUSPENDED, suspend_kind__in=SuspendKind.values)
                | (~Q(state=TicketState.SUSPENDED) & Q(suspend_kind="")),
                name="queueing_suspended_in_one_kind",
            ),
            models.CheckConstraint(
                condition=Q(reserved_for=None) | ~Q(state__in=[TicketState.SERVING, *sorted(ENDED)]),
                name="queueing_reserved_until_served",
            ),
            models.CheckConstraint(
                condition=Q(expected_low=None) | Q(expected_high__gte=F("expected_low")),
                name="queueing_expected_range_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["day", "state", "queued_at"], name="queueing_the_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.label}号"


class Call(models.Model):
    """One announcement: a call or a recall of a ticket to a window."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="announcements")
    day = models.ForeignKey(BusinessDay, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(WindowSession, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CallKind.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["day", "at"], name="queueing_calls_of_a_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at}"
