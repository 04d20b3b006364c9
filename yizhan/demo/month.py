"""A month of days up to today, then today so far; and today going on in real time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock

from yizhan.calendars.selectors import calendar_between
from yizhan.demo import script
from yizhan.demo.play import SHANGHAI, DayPlay
from yizhan.demo.script import Pace
from yizhan.demo.stage import HallStage, Stage
from yizhan.demo.visitors import Visitors
from yizhan.lib.actor import SYSTEM
from yizhan.orgs.actions import set_exception
from yizhan.queueing.models import BusinessDay
from yizhan.queueing.states import DayState

DAYS = 30


def play_month(stage: Stage, now: datetime, tell: Callable[[str], None]) -> None:
    """Play the last thirty days of the centre and its stations, then today up to `now`."""
    today = now.date()
    calendar = calendar_between(today - timedelta(days=DAYS), today)
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        if not calendar.is_workday(day):
            continue
        for hall, pace in _halls(stage):
            _day(hall, day, pace).run()
        tell(f"{day:%m月%d日}")
    for hall, pace in _halls_today(stage):
        _today(hall, pace, now)


def go_on(
    stage: Stage,
    now: Callable[[], datetime],
    *,
    days: int | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Let the centre and its stations go on in real time, day after day; `days` bounds it for tests."""
    played = 0
    while days is None or played < days:
        today = now().date()
        plays = [_today(hall, pace, now()) for hall, pace in _halls_today(stage)]
        while coming := _next_of(plays):
            moment, play = coming
            wait = (moment - now()).total_seconds()
            if wait > 0:
                sleep(min(wait, 1.0))
            else:
                play.run_among_people(until=now())
        played += 1
        while days is None and now().date() == today:
            sleep(30)


def _today(hall: HallStage, pace: Pace, now: datetime) -> DayPlay:
    """A hall's today, taken over where it stands; on a new day, a new opening."""
    if BusinessDay.objects.filter(unit=hall.unit, date=now.date(), state=DayState.OPEN).exists():
        play = _day(hall, now.date(), pace, is_prepared=False)
        play.take_over(now)
        return play
    if BusinessDay.objects.filter(unit=hall.unit, date=now.date()).exists():
        return _day(hall, now.date(), pace, is_prepared=False)  # closed by somebody
    begins = _open_specially(hall, now)
    play = _day(hall, now.date(), pace, starts=begins)
    play.run(until=now)
    return play


def _next_of(plays: Sequence[DayPlay]) -> tuple[datetime, DayPlay] | None:
    """The play in which something happens next, and when; None when all days are over."""
    coming = [(moment, play) for play in plays if (moment := play.next_moment) is not None]
    return min(coming, key=lambda pair: pair[0], default=None)


def _halls_today(stage: Stage) -> list[tuple[HallStage, Pace]]:
    return [(stage.centre, script.TOWN_TODAY), *((one, script.STATION_TODAY) for one in stage.stations)]


def _halls(stage: Stage) -> list[tuple[HallStage, Pace]]:
    return [(stage.centre, script.TOWN_PACE), *((one, script.STATION_PACE) for one in stage.stations)]


def _day(
    hall: HallStage, day: date, pace: Pace, starts: datetime | None = None, *, is_prepared: bool = True
) -> DayPlay:
    rng = random.Random(f"{script.SEED} {hall.unit.name} {day}")  # noqa: S311 - a play, not a secret
    shares = {role.prefix: role.share for role in script.CATEGORIES}
    play = DayPlay(hall, day, pace, rng, Visitors(hall.unit, shares, rng))
    if is_prepared:
        play.prepare(starts)
    return play


def _open_specially(hall: HallStage, now: datetime) -> datetime:
    """Whenever somebody tries the demonstration, its hall is open: by an exception with its reason.

    Returns when today's play begins: nine o'clock on a working afternoon, else three hours ago.
    """
    usual = datetime.combine(now.date(), clock(9), tzinfo=SHANGHAI)
    midnight = datetime.combine(now.date(), clock(0), tzinfo=SHANGHAI)
    if now.weekday() < 5 and usual + timedelta(minutes=30) <= now < usual.replace(hour=17):
        begins, closes = usual, clock(17, 30) if now.hour < 16 else clock(23, 59)
    else:
        begins, closes = max(midnight + timedelta(minutes=20), now - timedelta(hours=3)), clock(23, 59)
    set_exception(
        hall.unit,
        now.date(),
        reason="演示：今天全天开放",
        opens=begins.time().replace(second=0, microsecond=0),
        closes=closes,
        by=SYSTEM,
        at=begins - timedelta(minutes=20),
    )
    return begins
