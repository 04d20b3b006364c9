"""Other halls do not exist, other posts are told so, a repeated request is done once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from yizhan.exchange.tests.callers import PROBLEM, Answer, Caller
from yizhan.orgs.states import Post
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import Cast, Member, join
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.urls("yizhan.exchange.tests.urls")
As = Callable[[Member], Caller]
KEY = "6f0f4f5e-0000-7000-8000-000000000001"


def test_another_halls_things_do_not_exist(floor: Floor, as_: As) -> None:
    stranger, ticket = as_(floor.cast.stranger), floor.issue(9, 10)
    for path in (
        f"/tickets/{ticket.pk}/start",
        f"/tickets/{ticket.pk}/restore",
        f"/tickets/{ticket.pk}/call",
    ):
        stranger.post(path).refused(404, "not_found")
    stranger.get(f"/tickets/{ticket.pk}").refused(404, "not_found")
    stranger.post(f"/windows/{floor.cast.windows[0].pk}/sign-in").refused(404, "not_found")
    stranger.get(f"/catalogues/{floor.cast.hall.pk}").refused(404, "not_found")
    assert Ticket.objects.get(pk=ticket.pk).state == "waiting"


def test_another_halls_things_cannot_be_named_in_a_request_either(floor: Floor, as_: As) -> None:
    there = join(floor.cast.other_hall, Post.GUIDE, username="guide-there", name="白导引")
    told = as_(there).post("/tickets", {"category_id": floor.social.pk}).refused(404, "not_found")
    assert told["title"] == "没有找到这项取号业务。"
    director = as_(floor.cast.director)
    elsewhere = {"department_id": floor.cast.other_hall.pk, "zone_id": floor.cast.zone.pk}
    director.post(f"/units/{floor.cast.hall.pk}/windows", {"number": 9, "name": "九"} | elsewhere).refused(
        404, "not_found"
    )
    director.get(f"/units/{floor.cast.other_hall.pk}").refused(404, "not_found")


def test_the_same_request_twice_is_done_once(floor: Floor, as_: As) -> None:
    guide, wanted = as_(floor.cast.guide), {"category_id": floor.social.pk}
    first = guide.post("/tickets", wanted, key=KEY).ok()
    assert guide.post("/tickets", wanted, key=KEY).ok()["id"] == first["id"]
    assert guide.post("/tickets", wanted, key=KEY + "2").ok()["label"] == "A002"
    guide.post("/questions", {"business_line": "other", "topic": "fees"}, key=KEY).refused(
        422, "request_key_reused"
    )
    guide.post("/tickets", wanted, key="短").refused(422, "fields_wrong")


@pytest.mark.parametrize(
    ("body", "field", "problem"),
    [
        ({}, "body.category_id", "必须填写。"),
        ({"category_id": "A"}, "body.category_id", "要填编号（UUID）。"),
        ({"category_id": None}, "body.category_id", "要填编号（UUID）。"),
        ({"category_id": KEY, "priority_reason": "boss"}, "body.priority_reason", "只能是：elder"),
        ({"category_id": KEY, "nonsense": 1}, "body.nonsense", "没有这个字段，请删去。"),
        ([], "body", "要填对象。"),
    ],
)
def test_wrong_fields_are_named_one_by_one(
    floor: Floor, as_: As, body: object, field: str, problem: str
) -> None:
    told = as_(floor.cast.guide).post("/tickets", body).refused(422, "fields_wrong")
    assert told["fields"][0]["field"] == field
    assert told["fields"][0]["problem"].startswith(problem)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": "社\u202e保"}, "文字里有看不见的控制字符。"),
        ({"name": "社" * 17}, "最多 16 个字。"),
        ({"name": "  "}, "请填写。"),
        ({"order": 10**30}, "不能大于 99。"),
        ({"order": -1}, "不能小于 1。"),
        ({"order": "1"}, "要填整数。"),
        ({"order": True}, "要填整数。"),
        ({"order": 1.5}, "要填整数"),
        ({"is_offered": "yes"}, "要填 true 或 false。"),
        ({"lines": ["elderly"] * 9}, "最多 7 项。"),
    ],
)
def test_what_cannot_be_stored_is_refused_before_anything_is_written(
    floor: Floor, as_: As, change: dict[str, object], problem: str
) -> None:
    address = f"/categories/{floor.social.pk}"
    told = as_(floor.cast.director).patch(address, change).refused(422, "fields_wrong")
    assert told["fields"][0]["problem"].startswith(problem), told
    floor.social.refresh_from_db()
    assert (floor.social.name, floor.social.order) == ("社保就业", 1)


def test_html_is_plain_text(floor: Floor, as_: As) -> None:
    name = "<b>社保</b>"
    told = as_(floor.cast.director).patch(f"/categories/{floor.social.pk}", {"name": name}).ok()
    assert told["name"] == name


def test_a_body_that_is_no_json_is_told_so(floor: Floor, as_: As) -> None:
    guide = as_(floor.cast.guide)
    for content in (b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000, b"1" * 5000):
        guide.send_bytes("POST", "/tickets", content).refused(400, "body_unreadable")
    guide.send_bytes("POST", "/tickets", b"a=1", media_type="text/plain").refused(415, "media_type_not_taken")
    guide.send_bytes("POST", "/tickets", b" " * 1_100_000).refused(413, "body_too_large")
    guide.send_bytes("POST", "/tickets", b" " * 13_000_000).refused(413, "body_too_large")


def test_an_address_or_a_method_that_is_not_offered_is_told_so(floor: Floor, as_: As) -> None:
    guide = as_(floor.cast.guide)
    guide.get("/tikets").refused(404, "no_such_address")
    guide.post("/tikets", {}).refused(404, "no_such_address")
    guide.get("/tickets/1").refused(404, "no_such_address")
    answer = guide.delete("/tickets")
    answer.refused(405, "method_not_offered")
    assert answer.response.headers["Allow"] == "GET, POST"
    guide.post("/openapi.json", {}).refused(405, "method_not_offered")


def test_a_bug_is_told_by_its_number_and_nothing_of_its_inside(
    floor: Floor, as_: As, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr("yizhan.exchange.api.tickets.issuing.issue", broken)
    answer = as_(floor.cast.guide).post("/tickets", {"category_id": floor.social.pk})
    told = answer.refused(500, "program_failed")
    assert told["number"] == answer.response.headers["X-Request-Number"]
    assert "secret" not in json.dumps(told)
    assert told["number"] in caplog.text


@pytest.mark.parametrize(
    ("who", "method", "path"),
    [
        ("clerk", "GET", "/today"),
        ("clerk", "POST", "/day/open"),
        ("director", "POST", "/window/call-next"),
        ("guide", "POST", "/categories"),
        ("director", "POST", "/reference/items"),
        ("system_admin", "POST", "/window/call-next"),
        ("security_admin", "POST", "/people"),
        ("clerk", "GET", "/devices"),
        ("director", "POST", "/reference/divisions"),
    ],
)
def test_another_post_is_refused(cast: Cast, as_: As, who: str, method: str, path: str) -> None:
    caller: Caller = as_(getattr(cast, who))
    answer: Answer = caller.get(path) if method == "GET" else caller.post(path, {})
    answer.refused(403, "not_yours")


def test_the_auditor_alone_reads_the_journal(cast: Cast, as_: As) -> None:
    path = f"/units/{cast.hall.pk}/journal"
    as_(cast.system_admin).get(path).refused(403, "not_yours")
    told = as_(cast.audit_admin).get(path, limit=3).ok()
    assert [entry["position"] for entry in told["entries"]] == [1, 2, 3]
    as_(cast.audit_admin).get(f"/units/{cast.other_hall.pk}/journal").refused(404, "not_found")
    assert as_(cast.audit_admin).get(f"{path}/seals").ok()["broken_at"] is None
    told = as_(cast.audit_admin).get(path, after=10**20).refused(422, "fields_wrong")
    assert told["fields"][0]["field"] == "query.after"


def test_problems_have_their_own_media_type_in_the_description(client: object) -> None:
    description = Caller().get("/openapi.json").ok()
    failures = [
        response["content"]
        for path in description["paths"].values()
        for operation in path.values()
        for status, response in operation["responses"].items()
        if int(status) >= 400
    ]
    assert failures
    assert all(list(content) == [PROBLEM] for content in failures)
