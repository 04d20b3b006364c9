"""Setting a hall up and keeping it, by the API: units, windows, hours, people, tokens, devices, calendar."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from yizhan.exchange.tests.callers import Caller
from yizhan.orgs.models import Unit
from yizhan.testing.cast import Cast, Member
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.urls("yizhan.exchange.tests.urls")
As = Callable[[Member], Caller]


@pytest.mark.clause("3.4", "4.2", "5.3")
def test_zones_and_windows_are_arranged(cast: Cast, as_: As) -> None:
    director, hall = as_(cast.director), f"/units/{cast.hall.pk}"
    zone = director.post(f"{hall}/zones", {"name": "等候二区", "order": 2}).ok()
    sign = {"number": 8, "name": "医保专窗", "zone_id": zone["id"], "is_accessible": True}
    window = director.post(f"{hall}/windows", sign).ok()
    director.post(f"{hall}/windows", sign).refused(409, "window_number_used")
    changed = director.put(f"{hall}/windows/{window['id']}", sign | {"number": 9}).ok()
    assert (changed["number"], changed["is_accessible"]) == (9, True)
    director.put(f"{hall}/zones/{zone['id']}", {"name": "安静区", "order": 3}).ok()
    assert director.post(f"{hall}/windows/{window['id']}/retire").ok()["is_in_use"] is False
    assert director.post(f"{hall}/windows/{window['id']}/use-again").ok()["is_in_use"] is True
    assert [one["name"] for one in director.get(f"{hall}/zones").ok()] == ["等候一区", "安静区"]
    assert 9 in [one["number"] for one in director.get(f"{hall}/windows").ok()]


@pytest.mark.clause("5.1")
def test_opening_hours_are_set_and_short_days_are_told(cast: Cast, as_: As) -> None:
    director, hall = as_(cast.director), f"/units/{cast.hall.pk}"
    week = [{"weekday": day, "opens": "09:00", "closes": "15:00"} for day in range(5)]
    assert director.put(f"{hall}/hours", {"week": week}).ok()["warnings"]
    director.put(f"{hall}/hours", {"week": [week[0] | {"opens": "9"}]}).refused(422, "fields_wrong")
    director.put(f"{hall}/hours", {"week": [week[0] | {"closes": "08:00"}]}).refused(
        422, "hours_not_possible"
    )
    closed = director.put(f"{hall}/exceptions/2026-12-31", {"reason": "盘点"}).ok()
    assert (closed["opens"], closed["date"]) == (None, "2026-12-31")
    assert director.get(f"{hall}/hours").ok()["exceptions"][0]["reason"] == "盘点"
    assert director.delete(f"{hall}/exceptions/2026-12-31").ok()["exceptions"] == []
    director.delete(f"{hall}/exceptions/2026-12-31").refused(409, "exception_missing")
    director.delete(f"{hall}/exceptions/20261231").refused(422, "fields_wrong")


def test_the_policy_changes_in_what_is_sent_only(cast: Cast, as_: As) -> None:
    director, policy = as_(cast.director), f"/units/{cast.hall.pk}/policy"
    before = director.get(policy).ok()
    assert director.patch(policy, {"ratio": 3}).ok() == before | {"ratio": 3}
    director.patch(policy, {"ratio": 99}).refused(422, "policy_out_of_bounds")


def test_categories_are_set_up(floor: Floor, as_: As) -> None:
    director = as_(floor.cast.director)
    wanted = {"prefix": "C", "name": "残联", "zone_id": floor.cast.zone.pk, "lines": ["disabled"]}
    category = director.post("/categories", wanted).ok()
    director.post("/categories", wanted).refused(422, "prefix_taken")
    window = floor.cast.windows[2].pk
    chosen = director.put(f"/windows/{window}/categories", {"category_ids": [category["id"]]}).ok()
    assert chosen["category_ids"] == [category["id"]]
    assert chosen in director.get("/restrictions").ok()
    offers = as_(floor.cast.guide).get("/offers").ok()
    assert (offers["issuing"], [one["category"]["prefix"] for one in offers["offers"]]) == (
        "open",
        ["A", "C", "B"],
    )


@pytest.mark.clause("2.1", "2.2")
def test_units_are_founded_and_named(cast: Cast, as_: As) -> None:
    admin, hall = as_(cast.system_admin), f"/units/{cast.hall.pk}"
    department = admin.post(f"{hall}/departments", {"name": "民政办"}).ok()
    assert department["kind"] == "department"
    admin.post(f"{hall}/departments", {"name": "民政办"}).refused(409, "name_in_use")
    assert admin.put(f"{hall}/sign-name", {"sign_name": "谭家大厅"}).ok()["warnings"]
    assert admin.put(f"{hall}/name", {"name": "谭家街道便民中心"}).ok()["unit"]["name"] == "谭家街道便民中心"
    contacts = {"address": "某路1号", "phone": "029-0000", "complaint_phone": "12345"}
    assert admin.put(f"{hall}/contacts", contacts).ok()["complaint_phone"] == "12345"
    assert admin.post(f"/units/{cast.station.pk}/station", {}).refused(422, "not_a_community")
    assert admin.post(f"{hall}/centre", {}).refused(422, "not_a_town")
    outside = admin.post(f"{hall}/units", {"kind": "outside", "name": "供水公司"}).ok()
    moved = {"parent_id": department["id"], "managed_by_id": department["id"]}
    assert (
        admin.put(f"/units/{outside['id']}/place", moved).ok()["places"][0]["parent_id"] == department["id"]
    )
    assert str(cast.station.pk) in [one["id"] for one in admin.get("/units").ok()]
    assert admin.get(hall).ok()["shown_name"] == "谭家大厅"


@pytest.mark.clause("2.1")
def test_a_district_reads_its_units_a_page_at_a_time(cast: Cast, as_: As) -> None:
    admin = as_(cast.system_admin)
    for number in (3, 1, 2):
        admin.post(f"/units/{cast.hall.pk}/departments", {"name": f"第{number}科"}).ok()
    whole = [one["id"] for one in admin.get("/units").ok()]
    read: list[str] = []
    while page := admin.get("/units", limit=2, **({"after": read[-1]} if read else {})).ok():
        assert len(page) <= 2
        read += [one["id"] for one in page]
    assert read == whole
    assert len(set(read)) == len(read) > 4
    departments = admin.get("/units", kind="department", under=cast.hall.pk).ok()
    assert [one["name"] for one in departments] == ["第1科", "第2科", "第3科"]
    assert [one["id"] for one in admin.get("/units", under=cast.station.pk).ok()] == [str(cast.station.pk)]
    admin.get("/units", under=cast.other_hall.pk).refused(404, "not_found")
    admin.get("/units", after=cast.other_hall.pk).refused(404, "not_found")
    for wrong in ({"limit": 0}, {"limit": 501}, {"kind": "castle"}, {"after": "7"}):
        assert admin.get("/units", **wrong).status == 422


@pytest.mark.clause("2.3")
def test_a_new_colleague_gets_account_post_and_training(cast: Cast, as_: As) -> None:
    system, security, hall = as_(cast.system_admin), as_(cast.security_admin), f"/units/{cast.hall.pk}"
    account = {"username": "wy0123", "name": "郝新人", "password": "shi-er-ge-zi-mu"}
    person = system.post("/people", account).ok()
    system.post("/people", account).refused(409, "username_taken")
    system.post("/people", account | {"username": "b1", "password": "12345"}).refused(
        422, "password_too_weak"
    )
    post = {"username": "wy0123", "post": "acceptance", "employment": "contract"}
    held = security.post(f"{hall}/posts", post).ok()
    security.post(f"{hall}/posts", post | {"username": "nobody"}).refused(404, "not_found")
    trained = {"post": "acceptance", "passed_on": "2026-11-01"}
    security.post(f"{hall}/people/{person['id']}/trainings", trained).ok()
    page = as_(cast.director).get(f"/people/{person['id']}").ok()
    assert (page["memberships"][0]["id"], page["trainings"][0]["passed_on"]) == (held["id"], "2026-11-01")
    assert security.post(f"/posts/{held['id']}/end", {"on": "2026-12-01"}).ok()["valid_to"] == "2026-12-01"
    assert system.post(f"/people/{person['id']}/deactivate").ok()["is_active"] is False
    assert system.post(f"/people/{person['id']}/reactivate").ok()["is_active"] is True
    named = {"name": "郝心人", "staff_number": "0123"}
    assert system.put(f"/people/{person['id']}/name", named).ok()["name"] == "郝心人"
    reset = {"password": "ling-yi-ge-mi-ma"}
    assert system.post(f"/people/{person['id']}/password", reset).ok()["must_change_password"] is True
    system.post(f"/people/{cast.stranger.user.pk}/deactivate").refused(404, "not_found")
    assert person["id"] in [one["id"] for one in security.get(f"{hall}/people").ok()]


@pytest.mark.clause("5.4")
def test_a_badge_photo_is_put_and_read(cast: Cast, as_: As) -> None:
    director, address = as_(cast.director), f"/people/{cast.clerk.user.pk}/photo"
    director.get(address).refused(404, "not_found")
    picture = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "photo.jpg"
    director.upload(address, photo=picture).ok()
    assert director.get(address).response.headers["Content-Type"] == "image/jpeg"
    text = io.BytesIO(b"no picture")
    text.name = "photo.jpg"
    director.upload(address, photo=text).refused(422, "not_a_photo")
    director.upload(address).refused(422, "fields_wrong")


def test_tokens_are_issued_shown_once_and_revoked(cast: Cast, as_: As) -> None:
    security, address = as_(cast.security_admin), f"/units/{cast.hall.pk}/tokens"
    issued = security.post(address, {"user_id": cast.guide.user.pk, "name": "区局平台"}).ok()
    assert Caller(issued["token"]).get("/me").ok()["posts"] == ["guide"]
    assert all("token" not in one for one in security.get(address).ok())
    security.post(f"{address}/{issued['id']}/revoke").ok()
    security.post(f"{address}/{issued['id']}/revoke").refused(409, "token_revoked")
    Caller(issued["token"]).get("/me").refused(401, "token_needed")
    security.post(address, {"user_id": cast.stranger.user.pk, "name": "外厅"}).refused(404, "not_found")


@pytest.mark.clause("6.1")
def test_devices_are_enrolled_moved_and_disabled(cast: Cast, as_: As) -> None:
    director = as_(cast.director)
    printer = director.post("/printers", {"name": "小票机", "host": "192.0.2.9"}).ok()
    wanted = {"kind": "kiosk", "name": "取号机", "printer_id": printer["id"], "place_id": cast.zone.pk}
    enrolled = director.post("/devices", wanted).ok()
    device = f"/devices/{enrolled['device']['id']}"
    assert Caller(enrolled["token"]).get("/offers").ok()["issuing"] == "not_opened"
    renewed = director.post(f"{device}/token").ok()
    Caller(enrolled["token"]).get("/offers").refused(401, "token_needed")
    assert Caller(renewed["token"]).get("/categories").ok() == []
    elsewhere = {"name": "取号机", "place_id": cast.other_windows[0].pk}
    director.put(device, elsewhere).refused(404, "not_found")
    assert director.put(device, {"name": "门口取号机"}).ok()["place_id"] is None
    assert director.put(f"{device}/printer", {"printer_id": None}).ok()["printer_id"] is None
    director.post(f"/devices/{printer['id']}/test-print").ok()
    director.post(f"{device}/test-print").refused(422, "not_a_printer")
    assert [one["name"] for one in as_(cast.guide).get("/printers").ok()] == ["小票机"]
    director.post(f"{device}/disable").ok()
    director.put(device, {"name": "旧机"}).refused(409, "device_disabled")
    as_(cast.stranger).post(f"{device}/disable").refused(403, "not_yours")


@pytest.mark.clause("7.2c")
def test_a_year_is_entered_from_the_notice(cast: Cast, as_: As) -> None:
    admin = as_(cast.system_admin)
    admin.post("/calendar/load").ok()
    year = {
        "holidays": ["2027-01-01", "2027-05-01", "2027-10-01"],
        "extra_workdays": [],
        "source": "国办通知",
    }
    assert admin.put("/calendar/2027", year).ok()["is_official"] is True
    admin.put("/calendar/2028", year).refused(422, "year_not_complete")
    told = as_(cast.clerk).get("/calendar", start="2026-10-01", end="2026-10-10").ok()
    assert "2026-10-01" in told["holidays"]
    as_(cast.clerk).get("/calendar", start="2026-10-10", end="2026-10-01").refused(422, "days_backwards")
    as_(cast.clerk).get("/calendar", start="1", end="2").refused(422, "fields_wrong")


def test_the_shipped_lists_are_loaded_by_the_system_administrator(cast: Cast, as_: As) -> None:
    admin = as_(cast.system_admin)
    assert admin.post("/reference/items").ok()["listings"] == 102
    assert admin.post("/reference/items").ok()["listings"] == 0
    assert admin.post("/reference/divisions").ok()["kind"] == "city"
    assert Unit.objects.filter(kind="district").count() == 13


def test_the_address_of_the_stream_carries_a_key(cast: Cast, as_: As) -> None:
    told = as_(cast.clerk).get("/stream").ok()
    assert told["address"].startswith("/live/stream?key=")
    assert (told["audience"], told["after"] > 0) == ("staff", True)
