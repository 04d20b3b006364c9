"""The body that answers for a paper, and what a paper says of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """The body that answers, as the floor above knows it. Never a centre or a station."""

    id: UUID
    name: str
    short_name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """What a paper says of its body; frozen with the paper."""

    name: str
    code: str
    phone: str = ""
    address: str = ""
    reconsideration_body: str = ""
    court: str = ""
    seal_name: str = ""
