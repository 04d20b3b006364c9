"""What everybody may read and do without a token: halls, items, guides, his own number, his rating."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from ninja.params.models import Path, Query

from yizhan.catalog.selectors import (
    Guide,
    HallItem,
    find_items,
    guide_of,
    halls_with_items,
    open_items,
    public_hall,
)
from yizhan.exchange.api.asking import does, reads, there
from yizhan.exchange.boards import hall_now
from yizhan.exchange.doors import allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.catalog import HallItemOut, HallNowOut, HallOut
from yizhan.exchange.schemas.guides import GuideOut
from yizhan.exchange.schemas.questions import TOKEN, FaceOut, RatingIn, RatingOut
from yizhan.exchange.schemas.tickets import StandingOut
from yizhan.feedback.actions import rate
from yizhan.feedback.models import Rating
from yizhan.feedback.selectors import FACES, Face, may_rate
from yizhan.feedback.states import RatingChannel
from yizhan.orgs.models import Unit
from yizhan.queueing.models import Visit
from yizhan.queueing.selectors.gate import visit_by_token
from yizhan.queueing.selectors.visits import standing_of, ticket_of_visit

router = Router(tags=["群众（不用令牌）"])
for_everybody = allowed(public=True)
Token = Annotated[str, Path(..., pattern=TOKEN, description="小票二维码里的代码")]
LONGEST_QUERY = 60


@router.get("/halls", response=list[HallOut], **reads("便民服务中心和站"))
@for_everybody
def halls(request: HttpRequest) -> list[Unit]:
    """The halls with open items, centres before stations."""
    return halls_with_items()


@router.get("/halls/{uuid:hall_id}", response=HallNowOut, **reads("一个厅现在的情况"))
@for_everybody
def hall(request: HttpRequest, hall_id: UUID) -> dict[str, Any]:
    """Whether the hall is open, who waits, when it opens again, and where to complain (5.1, 7.4)."""
    return hall_now(there(public_hall(hall_id), "这个厅"), timezone.now())


@router.get("/halls/{uuid:hall_id}/items", response=list[HallItemOut], **reads("一个厅开办的事项"))
@for_everybody
def items(
    request: HttpRequest, hall_id: UUID, q: Annotated[str, Query("", max_length=LONGEST_QUERY)]
) -> list[HallItem]:
    """The open items, or those that fit everyday words, characters or pinyin, best first (7.3)."""
    hall = there(public_hall(hall_id), "这个厅")
    return find_items(hall, q) if q.strip() else open_items(hall)


@router.get("/halls/{uuid:hall_id}/items/{uuid:item_id}", response=GuideOut, **reads("办事指南"))
@for_everybody
def guide(request: HttpRequest, hall_id: UUID, item_id: UUID) -> Guide:
    """What the hall publishes about an item (7.3)."""
    return there(guide_of(there(public_hall(hall_id), "这个厅"), item_id), "这个事项")


@router.get("/visits/{token}", response=StandingOut, **reads("我的号排到哪了"))
@for_everybody
def visit(request: HttpRequest, token: Token) -> dict[str, Any]:
    """The number of whoever holds the slip: where it stands, how many are ahead (6.1)."""
    found, at = _visit(token), timezone.now()
    ticket = there(ticket_of_visit(found), "这个号")
    standing = standing_of(ticket, at)
    return {
        "label": ticket.label,
        "state": ticket.state,
        "category": ticket.category.name,
        "zone": ticket.category.zone.name,
        "window": ticket.window.number if ticket.window else None,
        "ahead": standing.ahead,
        "low": standing.low,
        "high": standing.high,
        "is_today": standing.is_today,
        "hall": found.unit.name,
        "may_rate": may_rate(found, at),
        "channel": found.channel,
    }


@router.get("/ratings/faces", response=list[FaceOut], **reads("评价的五个等级和选项"))
@for_everybody
def faces(request: HttpRequest) -> tuple[Face, ...]:
    """The five grades, best first, each with its preset reasons."""
    return FACES


@router.post("/visits/{token}/rating", response={201: RatingOut}, **does("rating.left", "扫码评价"))
@for_everybody
def rate_by_code(request: HttpRequest, token: Token, body: RatingIn, request_key: RequestKey) -> Rating:
    """Whoever holds the slip leaves the visit's one rating; nobody can change it afterwards."""
    return rate(
        _visit(token),
        body.grade,
        channel=RatingChannel.QR,
        reasons=body.reasons,
        words=body.words,
        at=timezone.now(),
        request_key=request_key,
    )


def _visit(token: str) -> Visit:
    return there(visit_by_token(token), "这次办事")
