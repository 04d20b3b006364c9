"""The one menu of staff: which screens a post opens, in the order of a working day."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from yizhan.lib.actor import Actor
from yizhan.orgs.states import ADMIN_POSTS, WINDOW_POSTS, Post


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the menu and where it leads."""

    word: str
    address: str
    is_here: bool


FLOOR = (Post.GUIDE, Post.DIRECTOR, *WINDOW_POSTS)
EVERYBODY = tuple(Post)
SCREENS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("今天", "desk:today", (Post.DIRECTOR,)),
    ("窗口", "desk:desk", WINDOW_POSTS),
    ("导引台", "desk:guide", (Post.GUIDE, Post.DIRECTOR, Post.STATION_WORKER)),
    ("咨询", "desk:questions", FLOOR),
    ("开厅闭厅", "desk:day", (Post.DIRECTOR, Post.GUIDE, Post.STATION_WORKER)),
    ("事项", "catalog:start", EVERYBODY),
    ("业务设置", "desk:setup", (Post.DIRECTOR, Post.SYSTEM_ADMIN)),
    ("单位与人员", "console:start", (Post.DIRECTOR, *ADMIN_POSTS)),
    ("设备", "console:devices", (Post.DIRECTOR, Post.SYSTEM_ADMIN)),
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
    """The screens that the actor's posts open; the one he is on is the longest address that `path` begins with."""
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
