"""What the hall's front page tells: whether it is open, who waits, what is wanted most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Sum
from django.utils.timezone import localtime

from yizhan.catalog.selectors import HallItem
from yizhan.catalog.states import Audience, ItemList
from yizhan.orgs.models import OpeningException, Unit
from yizhan.orgs.selectors import exceptions_from, hours_of_hall, is_open, next_opening, opening_stretches
from yizhan.orgs.states import UnitKind
from yizhan.queueing.models import BusinessDay, ServiceRecord
from yizhan.queueing.selectors.boards import loads, windows_now
from yizhan.queueing.states import DayState
from yizhan.ui.wording import WEEKDAYS, WEEKDAYS_EN

MOST_WANTED = 8
WANTED_WITHIN = timedelta(days=90)
ENOUGH_RECORDS = 30
"""Fewer services say nothing about what people want; then the usual order stands."""
EXCEPTIONS_AHEAD = timedelta(days=31)

# What residents ask a hall for most, until its own records tell: printed numbers, our own judgement.
USUAL_ORDER = {
    ItemList.TOWNSHIP: (29, 31, 22, 36, 47, 30, 21, 24, 15, 9, 33, 45),
    ItemList.COMMUNITY: (24, 5, 6, 31, 33, 12, 48, 40, 32, 16, 27, 7),
}
_LEVELS = {UnitKind.CENTRE: ItemList.TOWNSHIP, UnitKind.STATION: ItemList.COMMUNITY}


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor at this moment: windows in service that are not paused, and people waiting."""

    open_windows: int
    waiting: int


@dataclass(frozen=True, slots=True)
class HallNow:
    """The hall at this moment. `floor` is None while no business day is open: no figure is made up."""

    is_open: bool
    has_hours: bool
    closes: time | None
    opens_next: datetime | None
    floor: Floor | None


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A weekday and when the hall is open on it; empty: closed."""

    weekday: int
    stretches: tuple[tuple[time, time], ...]

    @property
    def name(self) -> str:
        """星期一."""
        return f"星期{WEEKDAYS[self.weekday]}"

    @property
    def name_en(self) -> str:
        """Mon."""
        return WEEKDAYS_EN[self.weekday]


def hall_now(hall: Unit, at: datetime) -> HallNow:
    """Whether the hall is open now and until when, and who waits on its floor."""
    today, now = localtime(at).date(), localtime(at).time()
    stretches = opening_stretches(hall.pk, today)
    return HallNow(
        is_open=is_open(hall.pk, at),
        has_hours=bool(stretches or hours_of_hall(hall.pk).week_on(today)),
        closes=next((closes for opens, closes in stretches if opens <= now < closes), None),
        opens_next=next_opening(hall.pk, at),
        floor=_floor(hall.pk, today),
    )


def most_wanted(hall: Unit, items: Sequence[HallItem], at: datetime) -> tuple[list[HallItem], bool]:
    """The eight matters most wanted in the hall, and whether its own records of 90 days say so."""
    here = [item for item in items if item.is_in_the_hall]
    counted = _services(hall.pk, at - WANTED_WITHIN)
    if sum(counted.values()) >= ENOUGH_RECORDS:
        ranked = sorted(here, key=lambda item: -counted.get(item.id, 0))
        return ranked[:MOST_WANTED], True
    usual = USUAL_ORDER.get(_LEVELS.get(UnitKind(hall.kind), ItemList.TOWNSHIP), ())
    place = {number: order for order, number in enumerate(usual)}
    ranked = sorted(here, key=lambda item: place.get(item.number or 0, len(place)))
    return ranked[:MOST_WANTED], False


def chosen(
    items: Sequence[HallItem], *, line: str = "", type: str = "", audience: str = ""
) -> list[HallItem]:
    """The items of a line, of a type, for persons or for bodies (clause 7.3)."""
    return [
        item
        for item in items
        if line in ("", item.line) and type in ("", item.type) and (not audience or _is_for(item, audience))
    ]


def week_of(hall: Unit, on: date) -> list[WeekDay]:
    """The weekly hours in force on the day, weekday by weekday (clause 5.1)."""
    weekly = hours_of_hall(hall.pk).week_on(on)
    return (
        [
            WeekDay(
                day,
                tuple((each.stretch.opens, each.stretch.closes) for each in weekly if each.weekday == day),
            )
            for day in range(7)
        ]
        if weekly
        else []
    )


def coming_exceptions(hall: Unit, on: date) -> list[OpeningException]:
    """The days of the next month on which the hall keeps other hours."""
    return list(exceptions_from(hall.pk, on).filter(date__lte=on + EXCEPTIONS_AHEAD))


def _floor(hall_id: UUID, today: date) -> Floor | None:
    if not BusinessDay.objects.filter(unit_id=hall_id, date=today, state=DayState.OPEN).exists():
        return None
    serving = sum(1 for window in windows_now(hall_id) if not window.pause_reason)
    return Floor(serving, sum(load.waiting for load in loads(hall_id, today)))


def _services(hall_id: UUID, since: datetime) -> dict[UUID, int]:
    """How often each item was really done in the hall since then; counts only, of nobody."""
    rows = ServiceRecord.objects.filter(implementation__unit_id=hall_id, done_at__gte=since)
    return dict(
        rows.values("implementation").annotate(done=Sum("quantity")).values_list("implementation", "done")
    )


def _is_for(item: HallItem, audience: str) -> bool:
    persons = Audience.PERSON in item.audience
    return persons if audience == "person" else any(code != Audience.PERSON for code in item.audience)
