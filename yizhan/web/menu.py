"""The one menu of staff: which screens a post opens, in the order of a working day."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from yizhan.calendars import posts as calendars
from yizhan.console import posts as console
from yizhan.desk import posts as desk
from yizhan.documents import posts as documents
from yizhan.lib.actor import Actor
from yizhan.orgs.states import Post
from yizhan.people import posts as people


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the menu and where it leads."""

    word: str
    address: str
    is_here: bool


SCREENS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("今天", "desk:today", desk.LOOKS_AT_TODAY),
    ("窗口", "desk:desk", desk.AT_A_WINDOW),
    ("导引台", "desk:guide", desk.AT_THE_GUIDE_DESK),
    ("号票", "desk:tickets", desk.ON_THE_FLOOR),
    ("咨询", "desk:questions", desk.ON_THE_FLOOR),
    ("开厅闭厅", "desk:day", desk.OPENS_THE_DAY),
    ("办事人", "people:find", people.OPENS_THE_PAGE),
    ("事项", "catalog:start", tuple(Post)),
    ("文书", "documents:start", documents.KEEPS),
    ("业务设置", "desk:setup", desk.SETS_UP),
    ("单位与人员", "console:start", console.LOOKS),
    ("设备", "console:devices", console.ARRANGES),
    ("工作日历", "calendars:years", calendars.LOOKS),
)
START = {
    Post.DIRECTOR: "desk:today",
    Post.ACCEPTANCE: "desk:desk",
    Post.DELIVERY: "desk:desk",
    Post.STATION_WORKER: "desk:desk",
    Post.GUIDE: "desk:guide",
    Post.SYSTEM_ADMIN: "console:start",
    Post.SECURITY_ADMIN: "console:start",
    Post.AUDIT_ADMIN: "console:start",
}


def menu_for(actor: Actor, path: str) -> list[Entry]:
    """The screens that the actor's posts open; he is where the longest address begins the path."""
    entries = [
        (word, address)
        for word, name, posts in SCREENS
        if actor.holds(*posts) and (address := _address(name))
    ]
    here = max((address for _, address in entries if path.startswith(address)), key=len, default="")
    return [Entry(word, address, address == here) for word, address in entries]


def start_of(actor: Actor) -> str:
    """The screen on which the actor's working day begins."""
    return next((page for post, page in START.items() if actor.holds(post)), "catalog:start")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
