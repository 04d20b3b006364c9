"""A hall big enough for 64 clients: as many windows and clerks, and a category per client."""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import datetime

from yizhan.lib.actor import SYSTEM, Actor
from yizhan.orgs.models import Unit
from yizhan.orgs.states import Post
from yizhan.queueing.actions import days, setting_up, windows
from yizhan.queueing.models import Category, WindowSession
from yizhan.testing.cast import COMMUNITY, SHANGHAI, TODAY, Member, add_window, found_hall, join, load_streets

PREFIXES = [letter for letter in string.ascii_uppercase if letter not in "IO"]


@dataclass
class BenchHall:
    """The hall, its categories, and per client a window in service with its clerk."""

    unit: Unit
    categories: list[Category]
    served: list[tuple[WindowSession, Member]]
    guide: Actor


def build(clients: int) -> BenchHall:
    """Found the hall by acts and take its windows into service."""
    load_streets(COMMUNITY)
    hall = found_hall(windows=0)
    at = moment(8)
    categories = [
        setting_up.add_category(hall.unit, prefix, f"业务{prefix}", hall.zone, by=SYSTEM, at=at)
        for prefix in PREFIXES
    ]
    days.open_day(hall.unit, TODAY, by=SYSTEM, at=at)
    guide = join(hall.unit, Post.GUIDE, username="guide", name="导引")
    served = []
    for number in range(1, clients + 1):
        window = add_window(hall.unit, hall.zone, number)
        setting_up.restrict_window(window, [categories[number % len(categories)]], by=SYSTEM, at=at)
        clerk = join(hall.unit, Post.ACCEPTANCE, username=f"clerk{number}", name=f"受理{number}")
        served.append((windows.sign_in(window, clerk.user, by=clerk.actor, at=at), clerk))
    return BenchHall(hall.unit, categories, served, guide.actor)


def moment(hour: int, minute: int = 0) -> datetime:
    """An instant of the day on which the benchmark plays."""
    return datetime.combine(TODAY, datetime.min.time(), tzinfo=SHANGHAI).replace(hour=hour, minute=minute)
