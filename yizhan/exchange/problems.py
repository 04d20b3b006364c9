"""Refusals, wrong fields and bugs as problem+json (RFC 9457), in the sentences of the screens."""

from __future__ import annotations

import json
import logging
from typing import Any, Literal

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from yizhan.exchange.refusals import (
    BodyTooLarge,
    BodyUnreadable,
    FieldsWrong,
    NotFoundHere,
    ProgramFailed,
    TokenNeeded,
)
from yizhan.exchange.wording import where, wording
from yizhan.lib.refusal import Refusal

log = logging.getLogger("yizhan.exchange")
MEDIA_TYPE = "application/problem+json"
LARGEST_UPLOAD_MB = 12


class FieldProblem(Schema):
    """One field that was filled in wrongly."""

    field: str = Field(description="字段，例如 body.name")
    problem: str = Field(description="错在哪里、怎么改")


class Problem(Schema):
    """Why a request was not carried out, and what to do next."""

    type: str = Field(description="urn:yizhan:problem:代码")
    title: str = Field(description="发生了什么，一句话")
    detail: str = Field(description="下一步怎么做")
    code: str = Field(description="固定的代码，给程序判断用")
    status: int = Field(description="HTTP 状态码")
    facts: dict[str, str | int | float | bool | None] | None = Field(None, description="句子里的事实")
    fields: list[FieldProblem] | None = Field(None, description="哪些字段填得不对")
    number: str | None = Field(None, description="请求编号，报修时请提供")


Level = Literal["body", "query", "path", "header", "form", "file"]


def answer(
    request: HttpRequest, refusal: Refusal, *, fields: list[dict[str, str]] | None = None
) -> HttpResponse:
    """Tell a refusal."""
    number = str(getattr(request, "number", ""))
    content: dict[str, Any] = {
        "type": f"urn:yizhan:problem:{refusal.code}",
        "title": refusal.what,
        "detail": refusal.todo,
        "code": refusal.code,
        "status": refusal.status,
    }
    if refusal.facts:
        content["facts"] = {name: _plain(fact) for name, fact in refusal.facts.items()}
    if fields:
        content["fields"] = fields
    if number:
        content["number"] = number
    response = HttpResponse(
        json.dumps(content, ensure_ascii=False), status=refusal.status, content_type=MEDIA_TYPE
    )
    if isinstance(refusal, TokenNeeded):
        response.headers["WWW-Authenticate"] = 'Bearer realm="yizhan"'
    return response


def tell_all(api: NinjaAPI) -> None:
    """Let every failed request of the API be told as a problem."""
    api.add_exception_handler(Refusal, _refused)  # type: ignore[arg-type]
    api.add_exception_handler(Http404, _not_there)  # type: ignore[arg-type]
    api.add_exception_handler(ValidationError, _fields_wrong)  # type: ignore[arg-type]
    api.add_exception_handler(HttpError, _unreadable)  # type: ignore[arg-type]
    api.add_exception_handler(RequestDataTooBig, _too_large)  # type: ignore[arg-type]
    api.add_exception_handler(Exception, _failed)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return answer(request, refusal)


def _not_there(request: HttpRequest, problem: Http404) -> HttpResponse:
    return answer(request, NotFoundHere(what="所指的内容"))


def _fields_wrong(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    fields = [{"field": where(error), "problem": wording(error)} for error in problem.errors]
    return answer(request, FieldsWrong(count=len(fields)), fields=fields)


def _unreadable(request: HttpRequest, problem: HttpError) -> HttpResponse:
    """The library catches whatever reading the body raises; a refusal of ours comes back as its cause."""
    cause = problem.__cause__
    return answer(request, cause if isinstance(cause, Refusal) else BodyUnreadable())


def _too_large(request: HttpRequest, problem: RequestDataTooBig) -> HttpResponse:
    return answer(request, BodyTooLarge(megabytes=LARGEST_UPLOAD_MB))


def _failed(request: HttpRequest, problem: Exception | type[Exception]) -> HttpResponse:
    """A bug: logged under the request's number, and told without a word of its inside."""
    number = str(getattr(request, "number", ""))
    log.error(
        "request %s failed: %s",
        number,
        request.path,
        exc_info=problem if isinstance(problem, Exception) else None,
    )
    return answer(request, ProgramFailed(number=number))


def _plain(fact: object) -> object:
    return fact if isinstance(fact, (str, int, float, bool)) or fact is None else str(fact)
