"""The catalogue as lines of a table, and uploaded tables judged against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from yizhan.catalog.models import Implementation, ItemImport, ServiceItem
from yizhan.catalog.rules.columns import BY_KEY, NO, YES, limit_cell
from yizhan.catalog.rules.importing import Change, Compared, Judged, Present, TableRow, Verdict, judge
from yizhan.catalog.rules.limits import limit_text
from yizhan.catalog.rules.review import workdays_of
from yizhan.catalog.selectors.register import RegisterRow, register_of
from yizhan.catalog.selectors.versions import content_of
from yizhan.catalog.states import ImportState, ItemStatus
from yizhan.lib.actor import Actor, ActorKind
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import units_visible_to


@dataclass(frozen=True, slots=True)
class Line:
    """One stored row of an import's preview."""

    line: int
    name: str
    verdict: Verdict
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]

    @property
    def labelled_changes(self) -> list[tuple[str, str, str]]:
        """The changes under the headings of their columns."""
        return [(BY_KEY[one.key].label, one.before, one.after) for one in self.changes if one.key in BY_KEY]


def imports_visible_to(actor: Actor) -> QuerySet[ItemImport]:
    """The imports of the actor's unit and of the units below it, newest first."""
    return (
        ItemImport.objects.filter(unit__in=units_visible_to(actor))
        .select_related("unit")
        .order_by("-read_at")
    )


def unwritten_import(actor: Actor, hall: Unit) -> ItemImport | None:
    """The newest import of the hall that still waits for a person's word."""
    return imports_visible_to(actor).filter(unit=hall, state=ImportState.PREVIEWED).first()


def catalogue_of(hall: Unit, actor: Actor) -> list[Present]:
    """The hall's catalogue as a table's lines; items of the list that it has not taken up are there too."""
    rows = register_of(hall)
    elsewhere = used_beyond(actor, [row.item.pk for row in rows])
    return [_present(row, is_used_elsewhere=row.item.pk in elsewhere) for row in rows]


def rejudged(pending: ItemImport, actor: Actor) -> list[Judged]:
    """The stored rows judged against the catalogue of this moment."""
    rows = [TableRow(int(row["line"]), dict(row["cells"])) for row in pending.rows]
    return judge(rows, catalogue_of(pending.unit, actor))


def lines_of(pending: ItemImport) -> list[Line]:
    """The preview as it was shown: row by row, added, changed, refused and why."""
    return [
        Line(
            int(row["line"]),
            str(row["name"]),
            Verdict(row["verdict"]),
            tuple(Change(*change) for change in row["changes"]),
            tuple(row["reasons"]),
        )
        for row in pending.rows
    ]


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    """How many rows have which verdict."""
    counted = Counter(line.verdict.value for line in lines)
    return {verdict.value: counted[verdict.value] for verdict in Verdict}


def stored(judged: Judged) -> dict[str, object]:
    """One judged row as it is kept in the import, to be compared again on confirmation."""
    compared = judged.compared
    name = judged.row.cells.get("name") or (judged.present.cells["name"] if judged.present else "")
    return {
        "line": judged.row.line,
        "name": name,
        "cells": dict(judged.row.cells),
        "verdict": compared.verdict.value,
        "changes": _plain(compared),
        "reasons": list(compared.reasons),
    }


def changed_lines(pending: ItemImport, judged: Iterable[Judged]) -> list[int]:
    """The lines whose verdict or changes are no longer those of the preview."""
    return [
        now.row.line
        for then, now in zip(pending.rows, judged, strict=True)
        if (then["verdict"], then["changes"]) != (now.compared.verdict.value, _plain(now.compared))
    ]


def used_beyond(actor: Actor, item_ids: list[UUID]) -> set[UUID]:
    """The items that halls outside the actor's reach carry out too; the program itself reaches all."""
    if actor.kind == ActorKind.SYSTEM:
        return set()
    beyond = Implementation.objects.exclude(unit__in=units_visible_to(actor))
    return set(beyond.filter(item__in=item_ids).values_list("item_id", flat=True))


def _plain(compared: Compared) -> list[list[str]]:
    return [[change.key, change.before, change.after] for change in compared.changes]


def _present(row: RegisterRow, *, is_used_elsewhere: bool) -> Present:
    return Present(
        item_id=row.item.pk,
        implementation_id=row.implementation.pk if row.implementation else None,
        numbers=frozenset(row.numbers),
        names=frozenset({row.item.name}),
        cells=_item_cells(row.item) | {"numbers": row.printed_numbers} | _hall_cells(row) | _guide_cells(row),
        is_used_elsewhere=is_used_elsewhere,
        has_draft=row.draft is not None,
        step_workdays=workdays_of(content_of(row.published).review_steps) if row.published else 0,
    )


def _item_cells(item: ServiceItem) -> dict[str, str]:
    return {
        "name": item.name,
        "short_name": item.short_name,
        "short_name_en": item.short_name_en,
        "everyday_words": item.everyday_words,
        "item_type": item.get_item_type_display(),
        "business_line": item.get_business_line_display(),
        "form_box": item.form_box,
    }


def _hall_cells(row: RegisterRow) -> dict[str, str]:
    taken_up = row.implementation
    if taken_up is None:  # an item that the law has ended is taken up closed, with the note as its reason
        ended = row.item.status != ItemStatus.ACTIVE
        return {"is_open": NO, "closed_reason": row.item.note} if ended else {}
    return {
        "nature": taken_up.get_nature_display(),
        "admission": taken_up.get_admission_display(),
        "admission_reason": taken_up.admission_reason,
        "is_open": YES if taken_up.is_open else NO,
        "closed_reason": taken_up.closed_reason,
    }


def _guide_cells(row: RegisterRow) -> dict[str, str]:
    if row.published is None:
        return {}
    content = content_of(row.published)
    charged = {True: YES, False: NO, None: ""}[content.is_charged]
    return {
        "statutory": limit_cell(limit_text(content.statutory)),
        "promised": limit_cell(limit_text(content.promised)),
        "is_charged": charged,
        "fee_text": content.fee_text,
        "place": content.place,
        "phone": content.phone,
    }
