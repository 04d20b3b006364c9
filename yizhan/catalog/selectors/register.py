"""The 进驻 register: the published list beside what the hall took up, with breaches in red (clause 4.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import FETCH_RAISE, Prefetch, Q, QuerySet

from yizhan.catalog.content import GuideContent
from yizhan.catalog.models import Implementation, ItemLink, ItemVersion, Listing, ServiceItem
from yizhan.catalog.rules.admission import Breach, Share, Standing, breach_of, share_admitted
from yizhan.catalog.rules.limits import limits_sentence
from yizhan.catalog.rules.search import Sought, search
from yizhan.catalog.selectors.bodies import level_of
from yizhan.catalog.selectors.versions import ROWS, content_of
from yizhan.catalog.states import Admission, VersionState
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import units_visible_to
from yizhan.orgs.states import HALLS

LIVING = (VersionState.DRAFT, VersionState.PUBLISHED)


@dataclass(frozen=True)
class RegisterRow:
    """One item of the hall's list: printed numbers, what the hall made of it, whether it is a breach."""

    item: ServiceItem
    numbers: tuple[int, ...]
    implementation: Implementation | None
    versions: tuple[ItemVersion, ...] = ()

    @property
    def standing(self) -> Standing | None:
        """What the rule of clause 4.1 looks at."""
        taken_up = self.implementation
        if taken_up is None:
            return None
        return Standing(self.item.status, taken_up.nature, taken_up.admission, taken_up.is_open)

    @property
    def breach(self) -> Breach | None:
        """The breach of clause 4.1, or None."""
        return breach_of(self.standing)

    @property
    def printed_numbers(self) -> str:
        """The numbers on the printed list: 5、13; empty for an item of the unit's own."""
        return "、".join(map(str, self.numbers))

    @cached_property
    def published(self) -> ItemVersion | None:
        """The version that holds now."""
        return next((one for one in self.versions if one.state == VersionState.PUBLISHED), None)

    @cached_property
    def draft(self) -> ItemVersion | None:
        """The version being written."""
        return next((one for one in self.versions if one.state == VersionState.DRAFT), None)

    @property
    def limits(self) -> str:
        """Both limits in one sentence."""
        content = content_of(self.published) if self.published else GuideContent()
        return limits_sentence(content.statutory, content.promised)


def halls_visible_to(actor: Actor) -> QuerySet[Unit]:
    """The halls whose catalogue the actor may read: his own, and those below his unit."""
    return units_visible_to(actor).filter(kind__in=HALLS, closed_on=None).order_by("kind", "name")


def implementations_visible_to(actor: Actor) -> QuerySet[Implementation]:
    """The items of the actor's unit and of the units below it."""
    return Implementation.objects.filter(unit__in=units_visible_to(actor)).select_related(
        "item", "unit", "responsible_body", "entrusting_body"
    )


def register_of(hall: Unit) -> list[RegisterRow]:
    """Every item of the printed list of the hall's level, then the hall's own items, in printed order."""
    numbers: dict[UUID, list[int]] = {}
    for item_id, number in (
        Listing.objects.filter(list=level_of(hall) or "").order_by("number").values_list("item_id", "number")
    ):
        numbers.setdefault(item_id, []).append(number)
    taken_up = {one.item_id: one for one in _with_versions(Implementation.objects.filter(unit=hall))}
    others = ServiceItem.objects.filter(pk__in=numbers.keys() - taken_up.keys()).fetch_mode(FETCH_RAISE)
    rows = [_row(one.item, numbers, one) for one in taken_up.values()]
    rows += [_row(item, numbers, None) for item in others]
    return sorted(rows, key=lambda row: (row.numbers or (10_000,), row.item.name))


def register_row_of(implementation: Implementation) -> RegisterRow:
    """One row of the register, for the item's own page."""
    listed = Listing.objects.filter(item_id=implementation.item_id).order_by("number")
    one = _with_versions(Implementation.objects.filter(pk=implementation.pk)).get()
    return _row(one.item, {one.item_id: list(listed.values_list("number", flat=True))}, one)


def breaches(hall: Unit) -> list[RegisterRow]:
    """The unit's own items that are not in the hall although the law still knows them (clause 4.1)."""
    return [row for row in register_of(hall) if row.breach]


def share_of(rows: Iterable[RegisterRow]) -> Share:
    """How many of the items that must be in the hall are there (clause 4.1)."""
    return share_admitted([row.standing for row in rows])


def filtered(
    rows: Iterable[RegisterRow], *, q: str = "", line: str = "", type: str = "", state: str = ""
) -> list[RegisterRow]:
    """The rows that fit all that was asked; a search puts the best fit first (7.3)."""
    fits = _STATES.get(state, _any)
    found = [
        row
        for row in rows
        if line in ("", row.item.business_line) and type in ("", row.item.item_type) and fits(row)
    ]
    if q.isdigit():
        return [row for row in found if int(q) in row.numbers]
    return search(q, [_sought(row) for row in found]) if q else found


def related_to(item: ServiceItem) -> list[tuple[str, ServiceItem, str]]:
    """The items that belong together with this one: what kind of link, which item, and why."""
    links = ItemLink.objects.filter(Q(item=item) | Q(other=item)).select_related("item", "other")
    return [
        (link.get_kind_display(), link.other if link.item_id == item.pk else link.item, link.note)
        for link in links.order_by("kind", "pk")
    ]


def _any(row: RegisterRow) -> bool:
    return True


_STATES: dict[str, Callable[[RegisterRow], bool]] = {
    "breach": lambda row: row.breach is not None,
    "open": lambda row: bool(row.implementation and row.implementation.is_open),
    "closed": lambda row: bool(row.implementation and not row.implementation.is_open),
    "absent": lambda row: bool(row.implementation and row.implementation.admission == Admission.ABSENT),
    "no_guide": lambda row: row.published is None,
    "draft": lambda row: row.draft is not None,
}


def _sought(row: RegisterRow) -> Sought[RegisterRow]:
    item = row.item
    return Sought(row, item.short_name, item.name, tuple(item.everyday_words.split()), item.short_name_en)


def _with_versions(rows: QuerySet[Implementation]) -> QuerySet[Implementation]:
    living = ItemVersion.objects.filter(state__in=LIVING).prefetch_related(*ROWS)
    return (
        rows.select_related("item", "unit", "responsible_body", "entrusting_body")
        .prefetch_related(Prefetch("versions", living))
        .fetch_mode(FETCH_RAISE)
    )


def _row(item: ServiceItem, numbers: dict[UUID, list[int]], taken_up: Implementation | None) -> RegisterRow:
    versions = tuple(taken_up.versions.all()) if taken_up else ()
    return RegisterRow(item, tuple(numbers.get(item.pk, ())), taken_up, versions)
