"""The tabs of the console: the screens that the actor's posts open in a unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from yizhan.console import posts
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Tab:
    """One screen of the unit."""

    word: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class _Screen:
    word: str
    pages: tuple[str, ...]
    """The first is where the tab leads; the others belong to it."""
    posts: tuple[str, ...]
    only_halls: bool = False


_SCREENS = (
    _Screen("单位", ("unit",), posts.LOOKS),
    _Screen("开放时间", ("hours",), posts.LOOKS, only_halls=True),
    _Screen("窗口", ("windows", "window", "zone"), posts.LOOKS, only_halls=True),
    _Screen("叫号规则", ("policy",), posts.LOOKS, only_halls=True),
    _Screen("人员", ("people", "person", "new_account", "grant"), posts.SEES_PEOPLE),
    _Screen("接口令牌", ("tokens", "issue_token"), posts.GRANTS),
    _Screen("审计", ("audit", "audit_installation"), posts.AUDITS),
)


def tabs_for(actor: Actor, unit: Unit, here: str) -> list[Tab]:
    """What the actor may open in the unit; `here` is the name of the page shown."""
    return [
        Tab(
            screen.word,
            reverse(f"console:{screen.pages[0]}", args=[unit.pk]),
            here in {f"console:{page}" for page in screen.pages},
        )
        for screen in _SCREENS
        if actor.holds(*screen.posts) and (unit.is_hall or not screen.only_halls)
    ]
