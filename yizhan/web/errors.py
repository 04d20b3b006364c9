"""Error pages: what happened and what to do, in plain words, with the number of the request to quote.

Each handler gives a page to people, a fragment to htmx and problem+json to programs (RFC 9457). None of
them touches the database, the session or a context processor: they must work when those are broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from yizhan.ui.responses import is_fragment

API = "/api/"


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of failed request: its status, and its words in both languages."""

    status: HTTPStatus
    title: str
    what_to_do: str
    title_en: str
    what_to_do_en: str


BAD_REQUEST = Problem(
    HTTPStatus.BAD_REQUEST,
    "没看懂这次提交的内容",
    "请返回上一页，检查填写的内容后再提交一次。",
    "The request could not be understood",
    "Please go back, check what you entered and send it again.",
)
NOT_ALLOWED = Problem(
    HTTPStatus.FORBIDDEN,
    "这一页不对您的岗位开放",
    "如果工作需要，请找管理员核对您的岗位。",
    "This page is not open to you",
    "If you need it for your work, please ask the administrator.",
)
NOT_FOUND = Problem(
    HTTPStatus.NOT_FOUND,
    "没有找到这一页",
    "地址可能写错了，或者内容已经撤下。请从首页重新查找，或到咨询导引台问一问。",
    "Page not found",
    "The address may be wrong or the page was removed. Please start again from the home page, "
    "or ask at the guide desk.",
)
FAILED = Problem(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "程序出了差错",
    "刚才的操作没有生效。请稍后再试一次；还不行，请把下面的编号告诉工作人员。",
    "Something went wrong",
    "Nothing was changed. Please try again in a moment; if it happens again, tell the staff "
    "the number below.",
)
PAGE_EXPIRED = Problem(
    HTTPStatus.FORBIDDEN,
    "页面放得太久了，没有提交成功",
    "请返回上一页，刷新后再提交一次。如果总是这样，请允许浏览器保存本站的 Cookie。",
    "The page was open too long and was not sent",
    "Please go back, reload the page and send it again. If this keeps happening, allow cookies "
    "for this site.",
)
MAINTENANCE = Problem(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "系统正在维护",
    "请过几分钟再来。在大厅的群众请到咨询导引台取纸质号，业务照常办理。",
    "The system is under maintenance",
    "Please come back in a few minutes. In the hall, the guide desk gives paper numbers.",
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that makes no sense."""
    return answer(request, BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    return answer(request, NOT_ALLOWED)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that this reader may know of."""
    return answer(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a bug; the number leads to it in the log."""
    return answer(request, FAILED)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was older than the session, or came from elsewhere."""
    return answer(request, PAGE_EXPIRED, template="csrf.html")


def maintenance(request: HttpRequest) -> HttpResponse:
    """503: closed for a few minutes, while the hall goes on with paper numbers."""
    response = answer(request, MAINTENANCE, template="maintenance.html")
    response.headers["Retry-After"] = "300"
    return response


def answer(request: HttpRequest, problem: Problem, *, template: str = "") -> HttpResponse:
    """Tell the problem in the form that the asker understands."""
    number = getattr(request, "number", "")
    if request.path.startswith(API):
        return _as_json(request, problem, number)
    name = template or f"{problem.status.value}.html"
    if is_fragment(request):
        name = "problem.html#alert"
    page = render_to_string(name, {"problem": problem, "number": number, "english": _reads_english(request)})
    return HttpResponse(page, status=problem.status)


def _as_json(request: HttpRequest, problem: Problem, number: str) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status.value,
        "detail": problem.what_to_do,
        "instance": request.path,
        "number": number,
    }
    return JsonResponse(
        body,
        status=problem.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _reads_english(request: HttpRequest) -> bool:
    return bool(getattr(request, "english", request.COOKIES.get("language") == "en"))
