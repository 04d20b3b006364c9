"""Which papers the program can draw: registered by the floor that knows them, without a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yizhan.documents.bodies import IssuingBody
from yizhan.documents.refusals import TemplateUnknown
from yizhan.lib.actor import Actor


@dataclass(frozen=True, slots=True)
class Registered:
    """A paper that the program can draw. `sample` is content with invented people."""

    key: str
    title: str
    series: str
    typst: Path
    word: Path
    sample: Mapping[str, Any]


_registered: dict[str, Registered] = {}


def register(
    key: str, *, title: str, series: str, typst: Path, word: Path, sample: Mapping[str, Any]
) -> None:
    """Make a paper known: its Typst and Word template, its 文号 series (empty: no 文号), an example."""
    _registered[key] = Registered(key, title, series, typst, word, sample)


def registered(key: str) -> Registered:
    """The paper of the key. Raises TemplateUnknown."""
    if key not in _registered:
        raise TemplateUnknown(key=key)
    return _registered[key]


def all_registered() -> list[Registered]:
    """Every paper, in the order of registration."""
    return list(_registered.values())


type Bodies = Callable[[Actor], Sequence[IssuingBody]]
_bodies: list[Bodies] = []


def register_bodies(bodies: Bodies) -> None:
    """Say where the bodies come from in whose name a unit issues paper; a floor above knows its items."""
    _bodies[:] = [bodies]


def bodies_for(actor: Actor) -> Sequence[IssuingBody]:
    """The bodies in whose name the actor's unit issues paper."""
    return [body for known in _bodies for body in known(actor)]
