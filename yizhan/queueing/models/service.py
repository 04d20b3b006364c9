"""What was really done at a visit, what was asked and answered, and who stays responsible for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yizhan.catalog.models import Implementation
from yizhan.catalog.states import BusinessLine
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit
from yizhan.queueing.models.ticket import Ticket, Visit
from yizhan.queueing.models.window import WindowSession
from yizhan.queueing.states import ConsultationTopic


class ServiceRecord(models.Model):
    """An item really done for a visit, and how many of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="services")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="services")
    session = models.ForeignKey(WindowSession, on_delete=models.PROTECT, related_name="+")
    implementation = models.ForeignKey(Implementation, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField(default=1)
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "implementation"], name="queueing_item_once_per_ticket"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1, quantity__lte=99), name="queueing_quantity_is_real"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.implementation_id} × {self.quantity}"


class Consultation(models.Model):
    """A question and its answer, coded in two keys: business line and topic (clause 3.4).

    `visit` is empty for a question at the guide desk or by phone that needed no ticket.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    business_line = models.CharField("业务条线", max_length=20, choices=BusinessLine.choices)
    topic = models.CharField("咨询内容", max_length=20, choices=ConsultationTopic.choices)
    answer = models.CharField("答复", max_length=300, blank=True)
    business_date = models.DateField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_business_line_display()}咨询"


class FirstContact(models.Model):
    """首问负责: who is responsible for a question; handing over ends one row and begins the next."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="contacts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    handed_over_because = models.CharField("移交原因", max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(until=None),
                name="queueing_one_responsible_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.since}"
