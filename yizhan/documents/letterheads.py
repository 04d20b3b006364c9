"""How a body signs: its letterhead as entered, or what its name suggests until somebody enters one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from yizhan.documents.models import Letterhead
from yizhan.documents.rules import full_name, proposed_code


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


def letterhead_of(body: IssuingBody) -> Signing:
    """The letterhead of the body; what was not entered comes from its name."""
    entered = Letterhead.objects.filter(body_id=body.id).first()
    if entered is None:
        return proposed(body)
    return Signing(
        entered.name,
        entered.code,
        entered.phone or body.phone,
        entered.address or body.address,
        entered.reconsideration_body,
        entered.court,
        entered.seal_name or entered.name,
    )


def proposed(body: IssuingBody) -> Signing:
    """What the name of a body suggests, where nobody has entered its letterhead."""
    name = full_name(body.name)
    return Signing(name, proposed_code(name), body.phone, body.address, seal_name=name)
