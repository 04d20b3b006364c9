"""What may hang out: masked names, addresses to the community, nothing of minors (clause 7.3)."""

from __future__ import annotations

import re
from datetime import date

OF_AGE = 18
_COMMUNITY = re.compile(r"^(.*?(?:社区|村))")
_STREET = re.compile(r"^(.*?(?:街道|镇|乡))")


def is_minor(born_on: str, on: date) -> bool:
    """Whether somebody is under eighteen on the day; an unknown birthday is taken for an adult's."""
    if not born_on:
        return False
    born = date.fromisoformat(born_on)
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return age < OF_AGE


def area_of(address: str) -> str:
    """An address down to its community, else its street; nothing finer, nothing where neither is told."""
    for found in (_COMMUNITY.match(address), _STREET.match(address)):
        if found:
            return found[1]
    return ""
