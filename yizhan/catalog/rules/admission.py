"""进驻: a unit's own item belongs in its hall; where it is not, that is a breach (clause 4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from yizhan.catalog.states import Admission, ItemStatus, Nature


class Breach(Enum):
    """Why an own item counts as not in the hall, in the words of the register."""

    NOT_TAKEN_UP = "清单上有，本厅目录里没有"
    ABSENT = "本级事项未进驻"
    CLOSED = "仍在办的本级事项被停办"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register knows of one item of the published list in one hall."""

    status: str
    nature: str
    admission: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the items that must be in the hall are there."""

    admitted: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share in percent, rounded down so that 100 means all; None when there is nothing to admit."""
        return self.admitted * 100 // self.of if self.of else None


def breach_of(standing: Standing | None) -> Breach | None:
    """The breach of clause 4.1 that a list item stands for, or None.

    An item that the law has ended (停办, 存疑) may stay closed with its reason. An item of others
    (垂管, 公共服务, 上级延伸) may be entrusted or absent; an own one may not.
    """
    if standing is None:
        return Breach.NOT_TAKEN_UP
    if standing.nature != Nature.OWN or _is_closed_by_law(standing):
        return None
    if standing.admission == Admission.ABSENT:
        return Breach.ABSENT
    return None if standing.is_open else Breach.CLOSED


def share_admitted(standings: Sequence[Standing | None]) -> Share:
    """The share of items in the hall, of all that the law has not ended."""
    due = [one for one in standings if one is None or not _is_closed_by_law(one)]
    there = [one for one in due if one is not None and one.is_open and one.admission != Admission.ABSENT]
    return Share(len(there), len(due))


def _is_closed_by_law(standing: Standing) -> bool:
    return not standing.is_open and standing.status != ItemStatus.ACTIVE
