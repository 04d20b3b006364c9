"""The hall's items as a window records them: found by name, everyday words, pinyin, printed number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import FETCH_RAISE, F, Min
from pypinyin import lazy_pinyin

from yizhan.catalog.models import Implementation
from yizhan.lib.actor import Actor
from yizhan.orgs.selectors.units import of_own_unit
from yizhan.queueing.models import Consultation, ServiceRecord, Ticket


@dataclass(frozen=True, slots=True)
class Doable:
    """An item of the hall that can be recorded as done. `words` is everything it is found by, in one line."""

    implementation: Implementation
    number: int | None
    words: str

    @property
    def pk(self) -> UUID:
        """The key of the implementation."""
        return self.implementation.pk

    @property
    def name(self) -> str:
        """The short name, as clerks say it."""
        return self.implementation.item.short_name

    @property
    def line(self) -> str:
        """The business line in words."""
        return self.implementation.item.get_business_line_display()


def doable_items(actor: Actor) -> Sequence[Doable]:
    """Every item of the own hall, in printed order; closed ones too, since a window may have done one."""
    rows = (
        of_own_unit(Implementation.objects.all(), actor)
        .select_related("item")
        .annotate(printed_number=Min("item__listings__number"))
        .order_by(F("printed_number").asc(nulls_last=True), "item__short_name")
        .fetch_mode(FETCH_RAISE)
    )
    return [_doable(row, row.printed_number) for row in rows]


def _doable(row: Implementation, number: int | None) -> Doable:
    item = row.item
    names = (item.short_name, item.name, *item.everyday_words.split())
    words = " ".join((str(number or ""), *names, *(found_by(name) for name in names))).strip()
    return Doable(row, number, words.lower())


@lru_cache(maxsize=4096)
def found_by(name: str) -> str:
    """A name's pinyin initials and full pinyin: 高龄补贴 as “glbt gaolingbutie”."""
    syllables = lazy_pinyin(name)
    return f"{''.join(part[:1] for part in syllables)} {''.join(syllables)}"


def recorded_for(ticket: Ticket) -> list[tuple[UUID, int]]:
    """What was recorded as done at a ticket whose finish was undone: nobody types it twice."""
    return list(ServiceRecord.objects.filter(ticket=ticket).values_list("implementation_id", "quantity"))


def asked_at(ticket: Ticket) -> Sequence[Consultation]:
    """The questions already written down at a ticket."""
    return list(Consultation.objects.filter(ticket=ticket).order_by("asked_at"))
