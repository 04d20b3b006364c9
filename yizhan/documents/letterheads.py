"""How a body signs: its letterhead as entered, or what its name suggests until somebody enters one."""

from __future__ import annotations

from yizhan.documents.bodies import IssuingBody, Signing
from yizhan.documents.models import Letterhead
from yizhan.documents.rules import full_name, proposed_code


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
