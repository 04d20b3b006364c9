"""Error pages say what to do, in both languages, with a number to quote; programs get problem+json."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from yizhan.web import errors

Handler = Callable[[HttpRequest], HttpResponse]
HANDLERS: list[tuple[Handler, int, errors.Problem]] = [
    (errors.bad_request, 400, errors.BAD_REQUEST),
    (errors.permission_denied, 403, errors.NOT_ALLOWED),
    (errors.page_not_found, 404, errors.NOT_FOUND),
    (errors.server_error, 500, errors.FAILED),
    (errors.csrf_failure, 403, errors.PAGE_EXPIRED),
    (errors.maintenance, 503, errors.MAINTENANCE),
]


def asked(
    path: str = "/somewhere", *, english: bool = False, headers: dict[str, str] | None = None
) -> HttpRequest:
    """A request with its number, as the first middleware leaves it; no session, no actor, no database."""
    request = RequestFactory().get(path, headers=headers)
    request.number = "7KQ2MXP9"  # type: ignore[attr-defined]
    if english:
        request.COOKIES["language"] = "en"
    return request


@pytest.mark.parametrize(("handler", "status", "problem"), HANDLERS)
def test_a_page_says_what_to_do_in_both_languages_without_a_database(
    handler: Handler, status: int, problem: errors.Problem
) -> None:
    answer = handler(asked())
    html = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{problem.title}</h1>" in html
    assert problem.what_to_do in html
    assert problem.what_to_do_en in html
    assert '<html lang="zh-Hans"' in html
    assert '<html lang="en"' in handler(asked(english=True)).content.decode()


@pytest.mark.parametrize(("handler", "status", "problem"), HANDLERS[:5])
def test_a_page_shows_the_number_to_quote(handler: Handler, status: int, problem: errors.Problem) -> None:
    assert "7KQ2\N{NO-BREAK SPACE}MXP9" in handler(asked()).content.decode()


@pytest.mark.parametrize(("handler", "status", "problem"), HANDLERS)
def test_a_program_gets_problem_json(handler: Handler, status: int, problem: errors.Problem) -> None:
    answer = handler(asked("/api/v1/tickets"))
    body = json.loads(answer.content)
    assert answer.status_code == body["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body["title"] == problem.title
    assert body["number"] == "7KQ2MXP9"


@pytest.mark.parametrize(("handler", "status", "problem"), HANDLERS)
def test_htmx_gets_an_alert_and_not_a_page(handler: Handler, status: int, problem: errors.Problem) -> None:
    html = handler(asked(headers={"HX-Request": "true"})).content.decode()
    assert "<!doctype" not in html
    assert f'data-refusal="{status}"' in html
    assert problem.title in html


def test_maintenance_says_when_to_come_back() -> None:
    assert errors.maintenance(asked()).headers["Retry-After"] == "300"


@pytest.mark.django_db
@pytest.mark.urls("yizhan.ui.tests.gallery")
def test_a_bug_answers_with_the_number_that_the_log_carries(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    answer = client.post("/gallery/act", {"outcome": "broken"})
    number = answer.headers["X-Request-Number"]
    assert answer.status_code == 500
    assert f"{number[:4]}\N{NO-BREAK SPACE}{number[4:]}" in answer.text
    assert number in caplog.text


@pytest.mark.django_db
@pytest.mark.urls("yizhan.ui.tests.gallery")
def test_an_unknown_address_is_a_plain_page(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.text
