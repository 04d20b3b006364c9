"""Items from Excel or CSV: read and compared first, written only on a person's word."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from yizhan.catalog.actions.editors import must_edit
from yizhan.catalog.actions.writing import new_draft, publish_draft
from yizhan.catalog.content import GuideContent
from yizhan.catalog.models import Implementation, ItemImport, ServiceItem
from yizhan.catalog.refusals import ImportStale, NoOfficeAbove, NotAHall, NothingToWrite
from yizhan.catalog.rules.columns import BY_KEY, YES, Shelf
from yizhan.catalog.rules.importing import Judged, Verdict, judge
from yizhan.catalog.rules.limits import written_limit
from yizhan.catalog.selectors import (
    catalogue_of,
    changed_lines,
    content_of,
    level_of,
    office_above,
    published_version_of,
    rejudged,
    stored,
)
from yizhan.catalog.spreadsheet import read_table
from yizhan.catalog.states import (
    DISCARD_IMPORT,
    WRITE_IMPORT,
    Admission,
    BusinessLine,
    ItemType,
    Nature,
)
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit
from yizhan.rows.lifecycle import advance

_CODES: dict[str, dict[str, str]] = {
    key: {str(label): value for value, label in choices.choices}
    for key, choices in (
        ("item_type", ItemType), ("business_line", BusinessLine),
        ("nature", Nature), ("admission", Admission),
    )
}  # fmt: skip


@act("catalog.import_read")
def read_import(hall: Unit, file_name: str, content: bytes, *, by: Actor, at: datetime) -> ItemImport:
    """Read an uploaded table and compare it row by row with the catalogue; nothing is written to it."""
    must_edit(by, hall)
    if level_of(hall) is None:
        raise NotAHall(unit=hall)
    rows, _ = read_table(content)
    pending = ItemImport.objects.create(
        unit=hall,
        file_name=file_name[-120:],
        digest=hashlib.sha256(content).hexdigest(),
        rows=[stored(one) for one in judge(rows, catalogue_of(hall, by))],
        read_at=at,
    )
    record(pending, by=by, at=at, unit_id=hall.pk, rows=len(rows))
    return pending


@act("catalog.import_written")
def write_import(pending: ItemImport, *, by: Actor, at: datetime, request_key: str = "") -> ItemImport:
    """Write the rows of a preview that add or change something; refused rows are left out. [4.1]

    Nothing is written when a row would now do something else than the preview showed.
    """
    hall = pending.unit
    must_edit(by, hall)
    answer_repeated(hall.pk)
    advance(pending, WRITE_IMPORT, ended_at=at)
    judged = rejudged(pending, by)
    if stale := changed_lines(pending, judged):
        raise ImportStale(lines="、".join(map(str, stale[:10])))
    writing = [one for one in judged if one.is_to_write]
    if not writing:
        raise NothingToWrite
    for one in writing:
        _write_row(one, hall, at=at)
    added = sum(one.compared.verdict is Verdict.ADDED for one in writing)
    record(pending, by=by, at=at, unit_id=hall.pk, added=added, changed=len(writing) - added)
    return pending


@act("catalog.import_discarded")
def discard_import(pending: ItemImport, *, by: Actor, at: datetime) -> ItemImport:
    """Put a preview away without writing anything."""
    must_edit(by, pending.unit)
    advance(pending, DISCARD_IMPORT, ended_at=at)
    record(pending, by=by, at=at, unit_id=pending.unit_id)
    return pending


def _write_row(one: Judged, hall: Unit, *, at: datetime) -> None:
    after = {change.key: change.after for change in one.compared.changes}
    item = _written_item(one, hall, _of(Shelf.ITEM, after))
    implementation = _written_implementation(one, item, hall, _of(Shelf.HALL, after))
    if in_guide := _of(Shelf.GUIDE, after):
        _publish_cells(implementation, in_guide, at=at)


def _of(shelf: Shelf, after: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in after.items() if BY_KEY[key].shelf is shelf and key != "numbers"}


def _written_item(one: Judged, hall: Unit, after: Mapping[str, str]) -> ServiceItem:
    if one.present is None:
        return ServiceItem.objects.create(level=level_of(hall) or "", **_codes(after))
    if after:
        _change(ServiceItem.objects.filter(pk=one.present.item_id), one, after)
    return ServiceItem.objects.get(pk=one.present.item_id)


def _written_implementation(
    one: Judged, item: ServiceItem, hall: Unit, after: Mapping[str, str]
) -> Implementation:
    if one.present is None or one.present.implementation_id is None:
        cells = (dict(one.present.cells) if one.present else {}) | dict(after)
        hall_cells = {key: text for key, text in cells.items() if BY_KEY[key].shelf is Shelf.HALL}
        return Implementation.objects.create(
            item=item, unit=hall, responsible_body=_responsible(hall, hall_cells), **_codes(hall_cells)
        )
    if after:
        _change(Implementation.objects.filter(pk=one.present.implementation_id), one, after)
    return Implementation.objects.select_related("item").get(pk=one.present.implementation_id)


def _responsible(hall: Unit, cells: Mapping[str, str]) -> Unit | None:
    """The office above for an own item; who is responsible for another's item, the table does not say."""
    if cells.get("nature") != Nature.OWN.label:
        return None
    office = office_above(hall)
    if office is None:
        raise NoOfficeAbove(unit=hall)
    return office


def _change(rows: Any, one: Judged, after: Mapping[str, str]) -> None:
    """Write the cells only if they still say what the preview compared with (two imports at once)."""
    before = {change.key: change.before for change in one.compared.changes if change.key in after}
    if rows.filter(**_codes(before)).update(**_codes(after)) != 1:
        raise ImportStale(lines=one.row.line)


def _publish_cells(implementation: Implementation, after: Mapping[str, str], *, at: datetime) -> None:
    held = published_version_of(implementation)
    content = content_of(held) if held else GuideContent()
    told: dict[str, Any] = {key: after[key] for key in ("fee_text", "place", "phone") if key in after}
    told |= {key: written_limit(after[key]) for key in ("statutory", "promised") if key in after}
    if "is_charged" in after:
        told["is_charged"] = after["is_charged"] == YES if after["is_charged"] else None
    publish_draft(new_draft(implementation, replace(content, **told)), at=at)


def _codes(cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells as the tables keep them: labels as codes, 是 and 否 as yes and no."""
    kept: dict[str, Any] = {}
    for key, text in cells.items():
        kept[key] = text == YES if key == "is_open" else _CODES.get(key, {}).get(text, text)
    return kept
