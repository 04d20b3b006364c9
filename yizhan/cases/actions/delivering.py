"""统一窗口出件: the result in the right hand, with a receipt; by post, refused, left behind (clause 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yizhan.accounts.models import User
from yizhan.cases.guards import may
from yizhan.cases.models import Delivery, Result
from yizhan.cases.papers import review
from yizhan.cases.posts import DELIVERS
from yizhan.cases.refusals import (
    AgentNeedsAuthorisation,
    IdentityNotChecked,
    RecipientNeeded,
    TrackingNumberNeeded,
    WitnessNeeded,
)
from yizhan.cases.states import DELIVER, POST_RESULT, POST_RETURNED, REFUSE_RESULT, DeliveryWay
from yizhan.files.storing import keep
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib import masking
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.rows.lifecycle import advance

AT_THE_DESK = "统一出件窗口"
IN_PERSON = frozenset({DeliveryWay.COLLECTED, DeliveryWay.BY_AGENT, DeliveryWay.AT_HOME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who took a result, and how it is known that he may."""

    name: str
    relation: str = "本人"
    id_number: str = ""
    phone: str = ""
    address: str = ""
    identity_checked: bool = False
    has_authorisation: bool = False
    """代领: the applicant's 委托书 was handed in."""
    signature: bytes = b""
    """The picture of the signature; empty where he signs on the paper."""


@act("result.delivered")
def deliver(
    result: Result,
    way: str,
    to: Recipient,
    *,
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Delivery:
    """Hand a result over to the applicant, his agent with an authorisation, or at his home, with 送达回证.

    Raises RecipientNeeded, IdentityNotChecked, AgentNeedsAuthorisation, StaleState.
    """
    answer_repeated(result.unit_id)
    may(by, result.unit_id, *DELIVERS, owner=AT_THE_DESK)
    if not clean_line(to.name) or way not in IN_PERSON:
        raise RecipientNeeded
    if not to.identity_checked:
        raise IdentityNotChecked
    if way == DeliveryWay.BY_AGENT and not to.has_authorisation:
        raise AgentNeedsAuthorisation
    advance(result, DELIVER)
    delivery = _write(result, way, to, user, at)
    _give_receipt(delivery, by, at)
    record(delivery, by=by, at=at, unit_id=result.unit_id, result=str(result.pk), way=way)
    return delivery


@act("result.posted")
def send_by_post(
    result: Result,
    to: Recipient,
    *,
    tracking_number: str,
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Delivery:
    """Send a result by registered post or courier to the address that the applicant told."""
    answer_repeated(result.unit_id)
    may(by, result.unit_id, *DELIVERS, owner=AT_THE_DESK)
    number = clean_line(tracking_number, longest=40)
    if not clean_line(to.name) or not clean_line(to.address):
        raise RecipientNeeded
    if not number:
        raise TrackingNumberNeeded
    advance(result, POST_RESULT)
    delivery = _write(result, DeliveryWay.POSTED, to, user, at, is_delivered=False, tracking_number=number)
    _give_receipt(delivery, by, at)
    record(delivery, by=by, at=at, unit_id=result.unit_id, result=str(result.pk))
    return delivery


@act("result.post_arrived")
def post_arrived(result: Result, *, by: Actor, at: datetime, request_key: str = "") -> Result:
    """The post says that it was received: delivered from now on."""
    answer_repeated(result.unit_id)
    may(by, result.unit_id, *DELIVERS, owner=AT_THE_DESK)
    advance(result, DELIVER, only_if={"state": POST_RESULT.target})
    Delivery.objects.filter(result=result, way=DeliveryWay.POSTED).update(is_delivered=True)
    record(result, by=by, at=at, unit_id=result.unit_id)
    return result


@act("result.post_returned")
def post_returned(result: Result, *, by: Actor, at: datetime, request_key: str = "") -> Result:
    """It came back by post: it lies ready again."""
    answer_repeated(result.unit_id)
    may(by, result.unit_id, *DELIVERS, owner=AT_THE_DESK)
    advance(result, POST_RETURNED)
    record(result, by=by, at=at, unit_id=result.unit_id)
    return result


@act("result.refused")
def refuse_delivery(
    result: Result,
    to: Recipient,
    *,
    reason: str,
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Delivery:
    """The recipient refuses to take it; written down with his reason, as the receipt asks."""
    answer_repeated(result.unit_id)
    may(by, result.unit_id, *DELIVERS, owner=AT_THE_DESK)
    if not clean_line(to.name):
        raise RecipientNeeded
    advance(result, REFUSE_RESULT)
    why = clean_line(reason, longest=200) or "未说明理由"
    delivery = _write(result, DeliveryWay.COLLECTED, to, user, at, is_delivered=False, refusal_reason=why)
    _give_receipt(delivery, by, at)
    record(delivery, by=by, at=at, unit_id=result.unit_id, result=str(result.pk))
    return delivery


@act("result.left")
def leave(
    result: Result,
    to: Recipient,
    *,
    witnesses: str,
    reason: str,
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Delivery:
    """留置送达: left at the recipient's place before witnesses after he refused it; counts as delivered."""
    answer_repeated(result.unit_id)
    may(by, result.unit_id, *DELIVERS, owner=AT_THE_DESK)
    seen_by = clean_line(witnesses, longest=120)
    if not clean_line(to.name):
        raise RecipientNeeded
    if not seen_by:
        raise WitnessNeeded
    advance(result, DELIVER)
    delivery = _write(
        result, DeliveryWay.LEFT, to, user, at,
        witnesses=seen_by, refusal_reason=clean_line(reason, longest=200),
    )  # fmt: skip
    _give_receipt(delivery, by, at)
    record(delivery, by=by, at=at, unit_id=result.unit_id, result=str(result.pk))
    return delivery


def _write(
    result: Result,
    way: str,
    to: Recipient,
    user: User | None,
    at: datetime,
    *,
    is_delivered: bool = True,
    tracking_number: str = "",
    witnesses: str = "",
    refusal_reason: str = "",
) -> Delivery:
    name = clean_line(to.name, longest=40)
    signature = keep(to.signature, name="签名", unit_id=result.unit_id, at=at) if to.signature else None
    return Delivery.objects.create(
        result=result,
        way=way,
        is_delivered=is_delivered,
        recipient={
            "name": name,
            "id_number": clean_line(to.id_number, longest=30),
            "phone": clean_line(to.phone, longest=30),
            "address": clean_line(to.address, longest=120),
        },
        masked_name=masking.name(name),
        relation=clean_line(to.relation, longest=20),
        identity_checked=to.identity_checked,
        tracking_number=tracking_number,
        witnesses=witnesses,
        refusal_reason=refusal_reason,
        signature=signature,
        delivered_at=at,
        delivered_by=user,
    )


def _give_receipt(delivery: Delivery, by: Actor, at: datetime) -> None:
    delivery.receipt = review.give_delivery_receipt(delivery, by=by, at=at)
    Delivery.objects.filter(pk=delivery.pk).update(receipt=delivery.receipt)
