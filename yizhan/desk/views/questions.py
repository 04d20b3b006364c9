"""Questions at the guide desk, and who answers for them (首问负责, clause 7.2a)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.answers import PRESET_ANSWERS
from yizhan.desk.forms.guide import AnswerForm, ConsultationForm, HandOverForm
from yizhan.desk.views.page import forget_typing, keep_typing, kept_typing, key_of, staff_of
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
from yizhan.ui.responses import ask_again, respond

TEMPLATE = "desk/questions.html"


@for_posts(*posts.ON_THE_FLOOR)
@require_GET
def questions(request: ActingRequest) -> HttpResponse:
    """Record a question; below it those that still wait for an answer, mine first."""
    return render(request, TEMPLATE, _page(request, ConsultationForm(kept_typing(request, "question"))))


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def ask(request: ActingRequest) -> HttpResponse:
    """Write a question down; without an answer it stays open with whoever was asked."""
    form = ConsultationForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _page(request, form))
    keep_typing(request, "question")
    [question] = form.questions
    consulting.record_consultation(
        own_unit(request.actor),
        question,
        staff_of(request),
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    forget_typing(request)
    said = "咨询已记下。" if question.answer else "咨询已记下，还没有答复：由您负责到底，答复后在下面填写。"
    return respond(request, TEMPLATE, {}, then="desk:questions", announce=said)


@for_posts(*posts.ON_THE_FLOOR)
@require_GET
def question(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One open question: answer it, or hand it over."""
    return render(request, "desk/question.html", _question(request, pk))


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def answer(request: ActingRequest, pk: UUID) -> HttpResponse:
    """The one responsible answers."""
    consultation = get_object_or_404(consultations_visible_to(request.actor), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return ask_again(request, "desk/question.html", _question(request, pk) | {"answer_form": form})
    keep_typing(request, f"answer:{pk}")
    consulting.answer(
        consultation,
        form.cleaned_data["answer"],
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    forget_typing(request)
    return respond(request, TEMPLATE, {}, then="desk:questions", announce="答复已记下。")


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def hand_over(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Hand the question to a named colleague, with the reason."""
    consultation = get_object_or_404(consultations_visible_to(request.actor), pk=pk)
    form = _hand_over_form(request, request.POST)
    if not form.is_valid():
        return ask_again(request, "desk/question.html", _question(request, pk) | {"hand_over_form": form})
    keep_typing(request, f"hand_over:{pk}")
    to, because = form.cleaned_data["to"], form.cleaned_data["because"]
    consulting.hand_over(
        consultation, to, because, by=request.actor, at=timezone.now(), request_key=key_of(request)
    )
    forget_typing(request)
    return respond(request, TEMPLATE, {}, then="desk:questions", announce=f"已移交给{to}，从现在起由他负责。")


def _page(request: ActingRequest, form: ConsultationForm) -> dict[str, Any]:
    return {
        "hall": own_unit(request.actor),
        "form": form,
        "preset_answers": PRESET_ANSWERS,
        "mine": open_questions_of(request.actor),
        "others": open_questions_of_others(request.actor),
        "answered": answered_on(request.actor, timezone.localdate()),
    }


def _question(request: ActingRequest, pk: UUID) -> dict[str, Any]:
    asked = asked_visible_to(request.actor, pk)
    if asked is None:
        raise Http404
    return {
        "hall": own_unit(request.actor),
        "asked": asked,
        "is_mine": str(asked.responsible.pk) == request.actor.id,
        "answer_form": AnswerForm(kept_typing(request, f"answer:{pk}")),
        "hand_over_form": _hand_over_form(request, kept_typing(request, f"hand_over:{pk}")),
        "preset_answers": {asked.consultation.topic: PRESET_ANSWERS.get(asked.consultation.topic, ())},
    }


def _hand_over_form(request: ActingRequest, submitted: Any = None) -> HandOverForm:
    return HandOverForm(submitted, colleagues=colleagues_of(request.actor, timezone.localdate()))
