"""The case in other systems: the unified approval software stays a system of record (clause 6.3)."""

from __future__ import annotations

from datetime import datetime

from yizhan.accounts.models import User
from yizhan.cases.guards import may
from yizhan.cases.models import ExternalReference, Handling
from yizhan.cases.posts import ANSWERS
from yizhan.cases.refusals import ReferenceIncomplete
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line

UNIFIED_SYSTEM = "统一审批系统"


@act("case.keyed_elsewhere")
def record_reference(
    handling: Handling,
    *,
    number: str,
    system: str = UNIFIED_SYSTEM,
    external_state: str = "",
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> ExternalReference:
    """Write down under which number a case was keyed into another system, and its state there (录入)."""
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS, owner="综合受理窗口")
    name, told = clean_line(system, longest=40), clean_line(number, longest=60)
    if not name or not told:
        raise ReferenceIncomplete
    reference, _ = ExternalReference.objects.update_or_create(
        handling=handling,
        system=name,
        defaults={
            "number": told,
            "external_state": clean_line(external_state, longest=40),
            "keyed_by": user,
            "keyed_at": at,
        },
    )
    record(reference, by=by, at=at, unit_id=handling.unit_id, handling=str(handling.pk))
    return reference
