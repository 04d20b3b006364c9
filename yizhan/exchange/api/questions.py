"""Questions at the guide desk and at windows, and who stays responsible for them (首问负责, 7.2a)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.accounts.models import User
from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, reads, staff_of, there
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.questions import AnswerIn, AskedOut, HandOverIn, PersonRef, QuestionsOut
from yizhan.exchange.schemas.tickets import QuestionIn
from yizhan.orgs.selectors import own_unit
from yizhan.queueing.actions import consulting
from yizhan.queueing.selectors.first_contact import (
    answered_on,
    asked_visible_to,
    colleagues_of,
    open_questions_of,
    open_questions_of_others,
)
from yizhan.queueing.selectors.gate import consultations_visible_to

router = Router(tags=["咨询与首问"])
on_the_floor = allowed(*posts.ON_THE_FLOOR)


@router.get("/questions", response=QuestionsOut, **reads("咨询"))
@on_the_floor
def questions(request: CallerRequest) -> dict[str, Any]:
    """The questions that wait for an answer, mine and others', and those answered today."""
    return {
        "mine": [AskedOut.of(one) for one in open_questions_of(request.actor)],
        "others": [AskedOut.of(one) for one in open_questions_of_others(request.actor)],
        "answered": [AskedOut.of(one) for one in answered_on(request.actor, timezone.localdate())],
    }


@router.get("/questions/{uuid:question_id}", response=AskedOut, **reads("一条咨询"))
@on_the_floor
def question(request: CallerRequest, question_id: UUID) -> dict[str, Any]:
    """One question with everybody who answered for it."""
    return _told(request, question_id)


@router.get("/colleagues", response=list[PersonRef], **reads("可以移交给谁"))
@on_the_floor
def colleagues(request: CallerRequest) -> list[User]:
    """Everybody else with a post in the unit: to whom a question may be handed over."""
    return list(colleagues_of(request.actor, timezone.localdate()))


@router.post("/questions", response={201: AskedOut}, **does("consultation.recorded", "记下咨询"))
@on_the_floor
def ask(request: CallerRequest, body: QuestionIn, request_key: RequestKey) -> dict[str, Any]:
    """Write a question down; without an answer it stays open with whoever was asked."""
    recorded = consulting.record_consultation(
        own_unit(request.actor),
        consulting.Question(body.business_line, body.topic, body.answer),
        staff_of(request),
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
    )
    return _told(request, recorded.pk)


@router.post(
    "/questions/{uuid:question_id}/answer", response=AskedOut, **does("consultation.answered", "答复咨询")
)
@on_the_floor
def answer(
    request: CallerRequest, question_id: UUID, body: AnswerIn, request_key: RequestKey
) -> dict[str, Any]:
    """The one responsible gives the answer."""
    found = find(consultations_visible_to(request.actor), question_id, "这条咨询")
    consulting.answer(found, body.answer, by=request.actor, at=timezone.now(), request_key=request_key)
    return _told(request, question_id)


@router.post(
    "/questions/{uuid:question_id}/hand-over",
    response=AskedOut,
    **does("consultation.handed_over", "移交咨询"),
)
@on_the_floor
def hand_over(
    request: CallerRequest, question_id: UUID, body: HandOverIn, request_key: RequestKey
) -> dict[str, Any]:
    """Hand the responsibility to a named colleague, with the reason."""
    found = find(consultations_visible_to(request.actor), question_id, "这条咨询")
    to = find(colleagues_of(request.actor, timezone.localdate()), body.user_id, "这位同事")
    consulting.hand_over(
        found, to, body.because, by=request.actor, at=timezone.now(), request_key=request_key
    )
    return _told(request, question_id)


def _told(request: CallerRequest, question_id: UUID) -> dict[str, Any]:
    return AskedOut.of(there(asked_visible_to(request.actor, question_id), "这条咨询"))
