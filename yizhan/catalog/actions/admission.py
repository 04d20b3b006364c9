"""Taking items into a hall's catalogue, admitting them, opening and closing them (clause 4.1)."""

from __future__ import annotations

from datetime import datetime

from yizhan.accounts.rights import only_for
from yizhan.catalog.actions.editors import EDITORS, EDITORS_OWNER, must_edit
from yizhan.catalog.models import Implementation, ServiceItem
from yizhan.catalog.refusals import (
    BodyIsTheHall,
    EntrusterNeeded,
    NoOfficeAbove,
    NotAHall,
    ReasonNeeded,
    ReferenceMissing,
    SharedItem,
)
from yizhan.catalog.selectors import level_of, office_above, used_beyond
from yizhan.catalog.states import Admission, ItemStatus, Nature
from yizhan.journal.acts import act, record
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.lib.text import clean_line
from yizhan.orgs.models import Unit

LISTED_ONLY = "清单已标为“{status}”，说明见事项库。"


@act("catalog.items_adopted")
def adopt_items(hall: Unit, *, by: Actor, at: datetime) -> list[Implementation]:
    """Take all items of the printed list of the hall's level into its catalogue, and return the new ones.

    The town or community above is responsible, never the hall. What the law has ended is taken up closed,
    with the reason, until the unit opens it. [4.1]
    """
    level, office = level_of(hall), office_above(hall)
    must_edit(by, hall)
    if level is None:
        raise NotAHall(unit=hall)
    if office is None:
        raise NoOfficeAbove(unit=hall)
    listed = ServiceItem.objects.filter(listings__list=level).distinct()
    if not listed.exists():
        raise ReferenceMissing
    missing = listed.exclude(implementations__unit=hall)
    added = Implementation.objects.bulk_create([_taken_up(item, hall, office) for item in missing])
    record(hall, by=by, at=at, unit_id=hall.pk, items=len(added))
    return added


@act("catalog.item_opened")
def open_item(implementation: Implementation, *, by: Actor, at: datetime) -> Implementation:
    """Open a closed item of the hall: from now on it is on the portal, the kiosk and at the windows."""
    must_edit(by, implementation.unit)
    _switch(implementation, was_open=False, is_open=True, closed_reason="")
    record(implementation, by=by, at=at, unit_id=implementation.unit_id)
    return implementation


@act("catalog.item_closed")
def close_item(implementation: Implementation, *, reason: str, by: Actor, at: datetime) -> Implementation:
    """Close an item of the hall, with the reason that residents will read."""
    must_edit(by, implementation.unit)
    reason = clean_line(reason, longest=300)
    if not reason:
        raise ReasonNeeded(what="停办")
    _switch(implementation, was_open=True, is_open=False, closed_reason=reason)
    record(implementation, by=by, at=at, unit_id=implementation.unit_id)
    return implementation


@act("catalog.admission_set")
def set_admission(
    implementation: Implementation,
    *,
    admission: Admission,
    nature: Nature,
    responsible_body: Unit | None,
    entrusting_body: Unit | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Implementation:
    """Say how an item is in the hall: directly, entrusted by whom, or not, and why not. [4.1]"""
    must_edit(by, implementation.unit)
    reason = clean_line(reason, longest=120)
    if admission == Admission.ABSENT and not reason:
        raise ReasonNeeded(what="未进驻")
    if admission == Admission.ENTRUSTED and entrusting_body is None:
        raise EntrusterNeeded
    if any(body is not None and body.is_hall for body in (responsible_body, entrusting_body)):
        raise BodyIsTheHall
    before = Implementation.objects.filter(
        pk=implementation.pk, admission=implementation.admission, nature=implementation.nature
    )
    changed = before.update(
        admission=admission,
        nature=nature,
        responsible_body=responsible_body,
        entrusting_body=entrusting_body if admission == Admission.ENTRUSTED else None,
        admission_reason=reason if admission == Admission.ABSENT else "",
    )
    implementation.refresh_from_db()
    if not changed:
        raise StaleState(thing=str(implementation), state=implementation.get_admission_display())
    record(implementation, by=by, at=at, unit_id=implementation.unit_id, admission=admission, nature=nature)
    return implementation


@act("catalog.sensitivity_set")
def set_sensitive(
    implementation: Implementation, *, is_sensitive: bool, by: Actor, at: datetime
) -> Implementation:
    """Keep the progress of an item's cases off the boards, or let it be shown again. [5.3]"""
    must_edit(by, implementation.unit)
    rows = Implementation.objects.filter(pk=implementation.pk, is_sensitive=not is_sensitive)
    changed = rows.update(is_sensitive=is_sensitive)
    implementation.refresh_from_db()
    if not changed:
        raise StaleState(
            thing=str(implementation), state="不上屏" if implementation.is_sensitive else "可上屏"
        )
    record(implementation, by=by, at=at, unit_id=implementation.unit_id, is_sensitive=is_sensitive)
    return implementation


@act("catalog.item_marked")
def mark_item(
    item: ServiceItem, *, status: ItemStatus, note: str, basis: str, by: Actor, at: datetime
) -> ServiceItem:
    """Say how an item stands in today's law, with note and basis; halls open and close it. [4.1]

    Only who manages all the halls that carry the item out may say so.
    """
    only_for(by, *EDITORS, owner=EDITORS_OWNER)
    if used_beyond(by, [item.pk]):
        raise SharedItem(item=item.short_name)
    note, basis = clean_line(note, longest=300), clean_line(basis, longest=200)
    if status != ItemStatus.ACTIVE and not (note and basis):
        raise ReasonNeeded(what=f"标为“{status.label}”，说明和依据都")
    changed = ServiceItem.objects.filter(pk=item.pk, status=item.status, note=item.note).update(
        status=status, note=note, note_basis=basis
    )
    item.refresh_from_db()
    if not changed:
        raise StaleState(thing=str(item), state=item.get_status_display())
    record(item, by=by, at=at, unit_id=by.unit_id or INSTALLATION, status=status)
    return item


def _taken_up(item: ServiceItem, hall: Unit, office: Unit) -> Implementation:
    is_open = item.status == ItemStatus.ACTIVE
    reason = "" if is_open else item.note or LISTED_ONLY.format(status=item.get_status_display())
    return Implementation(
        item=item,
        unit=hall,
        responsible_body=office,
        nature=Nature.OWN,
        admission=Admission.DIRECT,
        is_open=is_open,
        closed_reason=reason,
    )


def _switch(implementation: Implementation, *, was_open: bool, is_open: bool, closed_reason: str) -> None:
    rows = Implementation.objects.filter(pk=implementation.pk, is_open=was_open)
    changed = rows.update(is_open=is_open, closed_reason=closed_reason)
    implementation.refresh_from_db()
    if not changed:
        raise StaleState(thing=str(implementation), state="已开办" if implementation.is_open else "已停办")
