"""A month of days up to today, then today so far; and today going on in real time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock

from yizhan.calendars.selectors import calendar_between
from yizhan.calendars.rules import is_workday
from yizhan.demo import script
from yizhan.demo.play import SHANGHAI, DayPlay
from yizhan.demo.script import Pace
from yizhan.demo.stage import HallStage, Stage
from yizhan.demo.visitors import Visitors
from yizhan.lib.actor import SYSTEM
from yizhan.orgs.actions import set_exception

DAYS = 30


def play_month(stage: Stage, now: datetime, tell: Callable[[str], None]) -> DayPlay | None:
    """Play the last thirty days of the centre and its stations, then today up to `now`.

    Returns the centre's today, still going on, or None when today is over.
    """
    today = now.date()
    calendar = calendar_between(today - timedelta(days=DAYS), today)
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        if not is_workday(day, calendar):
            continue
        for hall, pace in _halls(stage):
            _day(hall, day, pace).run()
        tell(f"{day:%m月%d日}")
    return play_today(stage, now)


def play_today(stage: Stage, now: datetime) -> DayPlay:
    """Play today so far. Outside the opening hours the demonstration's hall opens specially, and says so."""
    begins = _open_specially(stage.centre, now)
    play = _day(stage.centre, now.date(), script.TOWN_TODAY, starts=begins)
    play.run(until=now)
    return play


def go_on(play: DayPlay, now: Callable[[], datetime], *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Go on in real time until the day is over: each moment is played when its time has come."""
    while (moment := play.next_moment) is not None:
        wait = (moment - now()).total_seconds()
        if wait > 0:
            sleep(min(wait, 1.0))
            continue
        play.run(until=now())


def _halls(stage: Stage) -> list[tuple[HallStage, Pace]]:
    return [(stage.centre, script.TOWN_PACE), *((one, script.STATION_PACE) for one in stage.stations)]


def _day(hall: HallStage, day: date, pace: Pace, starts: datetime | None = None) -> DayPlay:
    rng = random.Random(f"{script.SEED} {hall.unit.name} {day}")  # noqa: S311 - a play, not a secret
    shares = {role.prefix: role.share for role in script.CATEGORIES}
    play = DayPlay(hall, day, pace, rng, Visitors(hall.unit, shares, rng))
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
