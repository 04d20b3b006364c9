"""The materials of a case, row by row: taken, checked, promised, brought later; photos and scans."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, Max

from yizhan.accounts.models import User
from yizhan.cases.actions.receiving import taken_as
from yizhan.cases.guards import day_of, may
from yizhan.cases.intake import MaterialIn
from yizhan.cases.models import CaseMaterial, Handling, MaterialFile
from yizhan.cases.papers import acceptance
from yizhan.cases.posts import ACCEPTS, ANSWERS
from yizhan.cases.refusals import AnswerAlreadyGiven, NotDeferrable, PromiseNeedsADay
from yizhan.cases.states import BEFORE_ACCEPTANCE, OPEN, TAKEN, HandedInAs, HandlingState
from yizhan.catalog.states import Need
from yizhan.files.storing import keep
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.lib.text import clean_line

AT_THE_WINDOW = "综合受理窗口"


@act("material.recorded")
def record_material(
    material: CaseMaterial,
    told: MaterialIn,
    *,
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> CaseMaterial:
    """Say how a material was handed in: form, count, checked, remark; before the case is accepted."""
    handling = material.handling
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    _still_open(handling)
    CaseMaterial.objects.filter(pk=material.pk).update(promise=None, **taken_as(told, day_of(at), user))
    material.refresh_from_db()
    record(
        material, by=by, at=at, unit_id=handling.unit_id,
        handling=str(handling.pk), handed_in_as=material.handed_in_as, is_checked=material.is_checked,
    )  # fmt: skip
    return material


@act("material.asked")
def ask_material(
    handling: Handling, name: str, *, user: User | None, by: Actor, at: datetime, request_key: str = ""
) -> CaseMaterial:
    """Add a material to a case whose item has no guide yet; a guide's list is complete and gets none."""
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    if handling.version_id is not None:
        raise AnswerAlreadyGiven
    _still_open(handling)
    last = CaseMaterial.objects.filter(handling=handling).aggregate(last=Max("order"))["last"] or 0
    material = CaseMaterial.objects.create(
        handling=handling, name=clean_line(name, longest=200), need=Need.REQUIRED, order=last + 1
    )
    record(material, by=by, at=at, unit_id=handling.unit_id, handling=str(handling.pk))
    return material


@act("material.deferred")
def defer(
    material: CaseMaterial, until: date, *, by: Actor, at: datetime, request_key: str = ""
) -> CaseMaterial:
    """容缺: the applicant promises in writing to bring a missing material until a day of its own.

    Raises PromiseNeedsADay, NotDeferrable, AnswerAlreadyGiven.
    """
    handling = material.handling
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    if until <= day_of(at):
        raise PromiseNeedsADay
    _still_open(handling)
    missing = CaseMaterial.objects.filter(
        pk=material.pk, handed_in_as__in=[HandedInAs.MISSING, HandedInAs.DEFERRED]
    )
    if missing.update(handed_in_as=HandedInAs.DEFERRED, deferred_until=until, count=0, is_checked=False) != 1:
        raise NotDeferrable(material=material.name)
    material.refresh_from_db()
    promise = acceptance.take_promise(material, by=by, at=at)
    CaseMaterial.objects.filter(pk=material.pk).update(promise=promise)
    material.promise = promise
    record(
        material, by=by, at=at, unit_id=handling.unit_id,
        handling=str(handling.pk), until=until.isoformat(),
    )  # fmt: skip
    return material


@act("material.supplied")
def supply(
    material: CaseMaterial,
    told: MaterialIn,
    *,
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> CaseMaterial:
    """A promised material, or one that a notice asked for, was brought after acceptance."""
    handling = material.handling
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    if told.handed_in_as not in TAKEN:
        raise NotDeferrable(material=material.name)
    _still(handling, frozenset({HandlingState.ACCEPTED, HandlingState.DECIDED}))
    today = day_of(at)
    open_row = CaseMaterial.objects.filter(
        pk=material.pk, handed_in_as__in=[HandedInAs.MISSING, HandedInAs.DEFERRED]
    )
    changes = taken_as(told, today, user) | {"deferred_until": material.deferred_until}
    if open_row.update(supplied_on=today, **changes) != 1:
        raise NotDeferrable(material=material.name)
    material.refresh_from_db()
    record(material, by=by, at=at, unit_id=handling.unit_id, handling=str(handling.pk))
    return material


@act("material.file_added")
def add_file(
    material: CaseMaterial, content: bytes, name: str, *, by: Actor, at: datetime, request_key: str = ""
) -> MaterialFile:
    """Add a photo or scan to a material; checked by its content, whatever it is called."""
    handling = material.handling
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS, owner=AT_THE_WINDOW)
    _still(handling, OPEN | {HandlingState.DECIDED})
    stored = keep(content, name=name, unit_id=handling.unit_id, at=at)
    last = MaterialFile.objects.filter(material=material).aggregate(last=Max("order"))["last"] or 0
    kept, is_new = MaterialFile.objects.get_or_create(
        material=material,
        file=stored,
        removed_at=None,
        defaults={"added_at": at, "order": last + 1},
    )
    record(
        kept, by=by, at=at, unit_id=handling.unit_id,
        handling=str(handling.pk), material=str(material.pk), is_new=is_new,
    )  # fmt: skip
    return kept


@act("material.file_removed")
def remove_file(kept: MaterialFile, *, by: Actor, at: datetime, request_key: str = "") -> MaterialFile:
    """Take a photo out of a case that is not accepted yet; what was accepted stays on file."""
    handling = kept.material.handling
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    _still_open(handling)
    if MaterialFile.objects.filter(pk=kept.pk, removed_at=None).update(removed_at=at) != 1:
        raise StaleState(thing="这张图片", state="已移除")
    kept.refresh_from_db()
    record(kept, by=by, at=at, unit_id=handling.unit_id, handling=str(handling.pk))
    return kept


def _still_open(handling: Handling) -> None:
    """Hold the case before its acceptance until the commit; what was judged complete becomes stale."""
    waiting = Handling.objects.filter(pk=handling.pk, state__in=BEFORE_ACCEPTANCE)
    if waiting.update(revision=F("revision") + 1) != 1:
        raise AnswerAlreadyGiven


def _still(handling: Handling, states: frozenset[str]) -> None:
    if Handling.objects.filter(pk=handling.pk, state__in=states).update(revision=F("revision") + 1) != 1:
        handling.refresh_from_db(fields=["state"])
        raise StaleState(thing=str(handling), state=handling.get_state_display())
