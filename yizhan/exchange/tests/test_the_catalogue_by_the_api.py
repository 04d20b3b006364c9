"""Items and guides by the API: taken up, opened, closed, written, published, imported, read by residents."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from yizhan.catalog import actions as catalog
from yizhan.exchange.tests.callers import Caller
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast, Member

pytestmark = pytest.mark.urls("yizhan.exchange.tests.urls")
As = Callable[[Member], Caller]


@pytest.fixture
def editor(cast: Cast, as_: As) -> Caller:
    """The director, on a hall with the printed lists loaded."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    return as_(cast.director)


def _first(editor: Caller, cast: Cast) -> dict[str, Any]:
    rows = editor.get(f"/catalogues/{cast.hall.pk}").ok()["rows"]
    found: dict[str, Any] = next(row["implementation"] for row in rows if row["implementation"]["is_open"])
    return found


@pytest.mark.clause("4.1", "7.3", "A3")
def test_the_list_is_taken_up_and_the_guides_are_public(cast: Cast, as_: As, editor: Caller) -> None:
    hall = f"/catalogues/{cast.hall.pk}"
    assert [one["id"] for one in editor.get("/catalogues").ok()] == [str(cast.hall.pk), str(cast.station.pk)]
    assert editor.get(hall).ok()["rows"][0]["breach"] == "not_taken_up"
    assert editor.post(f"{hall}/items").ok() == {"count": 52}
    assert editor.post(f"{hall}/guides").ok()["count"] >= 4
    as_(cast.clerk).post(f"{hall}/items").refused(403, "not_yours")
    street = Caller()
    assert str(cast.hall.pk) in [one["id"] for one in street.get("/halls").ok()]
    items = street.get(f"/halls/{cast.hall.pk}/items").ok()
    assert len(items) > 40
    with_guide = next(one for one in items if one["has_guide"])
    guide = street.get(f"/halls/{cast.hall.pk}/items/{with_guide['id']}").ok()
    assert guide["content"]["summary"]
    assert (
        street.get(f"/halls/{cast.hall.pk}/items", q=with_guide["short_name"]).ok()[0]["id"]
        == with_guide["id"]
    )
    street.get(f"/halls/{cast.hall.pk}/items/{cast.hall.pk}").refused(404, "not_found")
    street.get(f"/halls/{cast.clerk.user.pk}/items").refused(404, "not_found")


@pytest.mark.clause("4.1")
def test_an_item_is_closed_opened_and_admitted_otherwise(cast: Cast, as_: As, editor: Caller) -> None:
    editor.post(f"/catalogues/{cast.hall.pk}/items").ok()
    item = f"/items/{_first(editor, cast)['id']}"
    assert editor.post(f"{item}/close", {"reason": "系统升级"}).ok()["closed_reason"] == "系统升级"
    editor.post(f"{item}/close", {"reason": "系统升级"}).refused(409, "stale_state")
    assert editor.post(f"{item}/open").ok()["is_open"] is True
    body = editor.get(f"/catalogues/{cast.hall.pk}/bodies").ok()[0]["id"]
    entrusted = {"admission": "entrusted", "nature": "upper", "responsible_body_id": body}
    editor.put(f"{item}/admission", entrusted).refused(422, "entruster_needed")
    assert (
        editor.put(f"{item}/admission", entrusted | {"entrusting_body_id": body}).ok()["admission"]
        == "entrusted"
    )
    editor.put(f"{item}/admission", entrusted | {"entrusting_body_id": cast.hall.pk}).refused(
        404, "not_found"
    )
    assert editor.put(f"{item}/sensitive", {"is_sensitive": True}).ok()["is_sensitive"] is True
    marked = {"status": "doubtful", "note": "待核实", "basis": "某通知"}
    assert editor.put(f"{item}/status", marked).ok()["status"] == "doubtful"
    as_(cast.stranger).get(item).refused(404, "not_found")


@pytest.mark.clause("7.2c", "7.3")
def test_a_guide_is_written_and_published(cast: Cast, as_: As, editor: Caller) -> None:
    editor.post(f"/catalogues/{cast.hall.pk}/items").ok()
    item = _first(editor, cast)["id"]
    draft = editor.post(f"/items/{item}/versions").ok()
    editor.post(f"/items/{item}/versions").refused(409, "draft_exists")
    version = f"/versions/{draft['id']}"
    content = {
        "summary": "给八十岁以上老人发补贴",
        "checked_on": "2026-11-20",
        "statutory": {"value": 10, "unit": "workdays"},
        "promised": {"value": 20, "unit": "workdays"},
        "situations": [
            {
                "key": "who",
                "question": "谁来办",
                "options": [{"key": "self", "text": "本人"}, {"key": "agent", "text": "代办"}],
            }
        ],
        "materials": [{"name": "委托书", "need": "situational", "when": "who/agent", "form": "original"}],
    }
    sent = {"seen": draft["digest"], "content": content}
    editor.put(version, sent).refused(422, "promise_too_long")
    content["promised"] = {"value": 5, "unit": "workdays"}
    changed = editor.put(version, sent).ok()
    assert changed["content"]["materials"][0]["when"] == "who/agent"
    editor.put(version, sent).refused(409, "draft_changed")
    assert editor.post(f"{version}/publish").ok()["state"] == "published"
    editor.put(version, sent | {"seen": changed["digest"]}).refused(409, "stale_state")
    assert as_(cast.clerk).get(version).ok()["content"]["promised"] == {"value": 5, "unit": "workdays"}
    second = editor.post(f"/items/{item}/versions").ok()
    assert second["content"]["summary"] == content["summary"]
    assert editor.delete(f"/versions/{second['id']}").status == 204
    assert [one["number"] for one in editor.get(f"/items/{item}").ok()["versions"]] == [1]


@pytest.mark.clause("4.2", "7.2c")
def test_the_way_of_a_case_is_written_and_refused_by_the_api(cast: Cast, as_: As, editor: Caller) -> None:
    editor.post(f"/catalogues/{cast.hall.pk}/items").ok()
    item = _first(editor, cast)["id"]
    draft = editor.post(f"/items/{item}/versions").ok()
    version = f"/versions/{draft['id']}"
    decision = {
        "key": "end", "name": "决定", "kind": "decision", "posts": ["approver"], "mode": "any",
        "limit_workdays": 4,
    }  # fmt: skip
    way = {
        "special_procedures": ["hearing"],
        "longest_extension": 10,
        "answer_workdays": 3,
        "publicity_days": None,
        "review_steps": [decision],
    }
    content = {"summary": "一句话。", "checked_on": "2026-11-20", **way}
    for wrong in (
        {"special_procedures": ["holiday"]},
        {"publicity_days": 61},
        {"answer_workdays": 0},
        {"review_steps": [decision | {"posts": ["mayor"]}]},
        {"review_steps": [decision | {"limit_workdays": 0}]},
    ):
        editor.put(version, {"seen": draft["digest"], "content": content | wrong}).refused(
            422, "fields_wrong"
        )
    saved = editor.put(version, {"seen": draft["digest"], "content": content | {"publicity_days": 7}}).ok()
    editor.post(f"{version}/publish").refused(422, "review_route_wrong")
    saved = editor.put(version, {"seen": saved["digest"], "content": content}).ok()
    assert {name: saved["content"][name] for name in way} == way
    editor.post(f"{version}/publish").ok()
    assert {name: as_(cast.clerk).get(version).ok()["content"][name] for name in way} == way
    public = Caller().get(f"/halls/{cast.hall.pk}/items/{item}").ok()["content"]
    assert public["answer_workdays"] == 3
    assert "review_steps" not in public  # who in the office does what is not shown to residents


def test_a_table_is_read_shown_and_written_on_confirmation(cast: Cast, editor: Caller) -> None:
    hall = f"/catalogues/{cast.hall.pk}"
    editor.post(f"{hall}/items").ok()
    table = editor.get(f"{hall}/table", kind="csv").response.content.decode("utf-8-sig")
    lines = table.splitlines()
    assert len(lines) > 50
    changed = io.BytesIO(table.replace("是", "否", 1).encode())
    changed.name = "items.csv"
    preview = editor.upload(f"{hall}/imports", table=changed).ok()
    assert {line["verdict"] for line in preview["lines"]} <= {"added", "changed", "same", "refused"}
    pending = f"/imports/{preview['pending']['id']}"
    assert editor.get(pending).ok() == preview
    assert editor.post(f"{pending}/discard").ok()["state"] == "discarded"
    editor.post(f"{pending}/write").refused(409, "stale_state")
    broken = io.BytesIO(b"PK\x03\x04 broken")
    broken.name = "items.xlsx"
    editor.upload(f"{hall}/imports", table=broken).refused(422, "table_unreadable")
    editor.post(f"{hall}/imports", {}).refused(422, "fields_wrong")
    assert editor.get("/imports/template").response.headers["Content-Type"].startswith("application/vnd")
