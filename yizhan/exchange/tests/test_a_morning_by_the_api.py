"""A resident's way through the hall, told by the API alone: ticket, call, service, rating."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yizhan.catalog import actions as catalog
from yizhan.catalog.models import Implementation
from yizhan.devices import actions as devices
from yizhan.devices.models import PrintJob
from yizhan.devices.states import DeviceKind
from yizhan.exchange.tests.callers import Caller, device_of
from yizhan.exchange.tests.conftest import Clock
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast, Member, at
from yizhan.testing.floor import Floor, open_floor

pytestmark = pytest.mark.urls("yizhan.exchange.tests.urls")
As = Callable[[Member], Caller]


@pytest.mark.clause("6.1", "6.2", "4.2")
def test_from_the_kiosk_to_the_rating(floor: Floor, as_: As, clock: Clock) -> None:
    cast, window = floor.cast, floor.cast.windows[0]
    _, kiosk = device_of(cast.hall.pk, DeviceKind.KIOSK, "大厅取号机")
    _, board = device_of(cast.hall.pk, DeviceKind.HALL_BOARD, "大厅屏")
    _, pad = device_of(cast.hall.pk, DeviceKind.PAD, "1号窗口评价器", window.pk)
    clerk, street = as_(cast.clerk), Caller()

    issued = kiosk.post("/tickets", {"category_id": floor.social.pk}).ok()
    assert (issued["label"], issued["ahead"], issued["issued_at"]) == ("A001", 0, "2026-11-23T09:30:00+08:00")
    assert street.get(f"/visits/{issued['public_token']}").ok()["state"] == "waiting"

    clerk.post(f"/windows/{window.pk}/sign-in").ok()
    assert [place["ticket"]["label"] for place in clerk.get("/window").ok()["queue"]] == ["A001"]
    called = clerk.post("/window/call-next").ok()
    assert (called["label"], called["state"], called["window"]["number"]) == ("A001", "called", 1)
    line = board.get("/boards/hall").ok()["calls"][0]
    assert (line["label"], line["window_number"], line["is_current"]) == ("A001", 1, True)
    assert board.get(f"/boards/calls/{line['call_id']}").ok() == {"is_called": True}

    ticket = f"/tickets/{issued['id']}"
    assert clerk.post(f"{ticket}/recall").refused(422, "recall_too_soon")["facts"] == {"seconds": 12}
    clock.set(9, 31)
    clerk.post(f"{ticket}/start").ok()
    clerk.post(f"{ticket}/finish", {}).refused(422, "nothing_done")
    clock.set(9, 40)
    question = {"business_line": "elderly", "topic": "materials", "answer": "带身份证和户口本。"}
    assert clerk.post(f"{ticket}/finish", {"questions": [question]}).ok()["state"] == "served"

    token = pad.get("/boards/pad").ok()["token"]
    rated = pad.post("/boards/pad/rating", {"token": token, "grade": 1, "reasons": ["quick"]}).ok()
    assert (rated["grade"], rated["reasons"], rated["channel"]) == (1, ["quick"], "pad")
    street.post(f"/visits/{token}/rating", {"grade": 5}).refused(409, "rated_already")

    public = street.get(f"/halls/{cast.hall.pk}").ok()
    assert (public["is_open"], public["open_windows"], public["waiting"]) == (True, 1, 0)
    today = as_(cast.director).get("/today").ok()
    assert (today["sums"]["issued"], today["sums"]["served"], today["sums"]["open"]) == (1, 1, 0)
    steps = [step["words"] for step in clerk.get(ticket).ok()["story"]]
    assert steps == ["取号", "叫到1号窗口", "到窗口，开始办理", "办结"]


def test_the_day_is_opened_and_closed(cast: Cast, as_: As, clock: Clock) -> None:
    director = as_(cast.director)
    assert director.get("/day").ok()["day"] is None
    day = director.post("/day/open").ok()
    director.post("/day/open").refused(409, "day_already_open")
    assert director.post(f"/days/{day['id']}/close").ok()["state"] == "closed"
    assert director.post(f"/days/{day['id']}/reopen").ok()["state"] == "open"


@pytest.mark.clause("4.2")
def test_the_exits_of_a_called_number_have_their_undos(floor: Floor, as_: As, clock: Clock) -> None:
    clerk, desk = as_(floor.cast.clerk), as_(floor.cast.guide)
    ticket = f"/tickets/{floor.issue(9, 10).pk}"
    clerk.post(f"/windows/{floor.cast.windows[0].pk}/sign-in").ok()
    clerk.post("/window/call-next").ok()
    assert clerk.post(f"{ticket}/put-back").ok()["state"] == "waiting"
    clerk.post(f"{ticket}/call").ok()
    clerk.post(f"{ticket}/start").ok()
    assert clerk.post(f"{ticket}/suspend", {"kind": "with_papers"}).ok()["reserved_for"]["number"] == 1
    assert clerk.post(f"{ticket}/resume").ok()["state"] == "serving"
    assert clerk.post(f"{ticket}/transfer", {"category_id": floor.civil.pk}).ok()["category"]["prefix"] == "B"
    assert clerk.post(f"{ticket}/take-back").ok()["state"] == "serving"
    clerk.post(f"{ticket}/transfer", {"category_id": floor.social.pk}).ok()
    assert desk.post(f"{ticket}/cancel", {"reason": "resident_left"}).ok()["end_reason"] == "resident_left"
    assert desk.post(f"{ticket}/restore").ok()["state"] == "waiting"
    assert desk.post(f"{ticket}/priority", {"reason": "elder"}).ok()["priority_reason"] == "elder"
    assert desk.post(f"{ticket}/priority", {"reason": None}).ok()["priority_reason"] is None


@pytest.mark.clause("3.4", "4.2")
def test_who_wants_nothing_after_all_is_cancelled_at_the_window(floor: Floor, as_: As, clock: Clock) -> None:
    clerk = as_(floor.cast.clerk)
    ticket = f"/tickets/{floor.issue(9, 10).pk}"
    clerk.post(f"/windows/{floor.cast.windows[0].pk}/sign-in").ok()
    clerk.post("/window/call-next").ok()
    clerk.post(f"{ticket}/start").ok()
    wanted = {"reason": "resident_left"}
    as_(floor.cast.clerk2).post(f"{ticket}/cancel", wanted).refused(403, "not_yours")
    for _ in range(2):
        told = clerk.post(f"{ticket}/cancel", wanted, key="nothing-after-all").ok()
        assert (told["state"], told["end_reason"]) == ("cancelled", "resident_left")
    clerk.post(f"{ticket}/restore", key="nothing-after-all").refused(422, "request_key_reused")
    assert clerk.post(f"{ticket}/restore").ok()["state"] == "waiting"


def test_a_lost_answer_is_asked_for_again(floor: Floor, as_: As, clock: Clock) -> None:
    clerk, desk = as_(floor.cast.clerk), as_(floor.cast.guide)
    clerk.post(f"/windows/{floor.cast.windows[0].pk}/sign-in").ok()
    asked = desk.post("/questions", {"business_line": "elderly", "topic": "policy"}).ok()
    to = {"user_id": floor.cast.director.user.pk, "because": "要查政策"}
    addresses: list[tuple[Caller, str, object]] = [
        (clerk, "/window/pause", {"reason": "meal"}),
        (clerk, "/window/continue", None),
        (clerk, "/window/sign-out", None),
        (desk, f"/questions/{asked['id']}/hand-over", to),
        (desk, f"/days/{floor.day.pk}/close", None),
        (desk, f"/days/{floor.day.pk}/reopen", None),
    ]
    for number, (caller, address, body) in enumerate(addresses):
        first, second = (caller.post(address, body, key=f"request-{number}").ok() for _ in range(2))
        assert first == second, address
    assert Entry.objects.filter(request_key__startswith="request-").count() == len(addresses)


def test_a_passed_number_comes_back(floor: Floor, as_: As, clock: Clock) -> None:
    clerk = as_(floor.cast.clerk)
    ticket = f"/tickets/{floor.issue(9, 10).pk}"
    clerk.post(f"/windows/{floor.cast.windows[0].pk}/sign-in").ok()
    clerk.post("/window/call-next").ok()
    clerk.post(f"{ticket}/pass-over").refused(422, "call_more_before_passing")
    for second in (20, 40):
        clock.set(9, 30, second)
        clerk.post(f"{ticket}/recall").ok()
    clock.set(9, 31)
    assert clerk.post(f"{ticket}/pass-over").ok()["state"] == "passed"
    assert as_(floor.cast.guide).post(f"{ticket}/return").ok()["returns"] == 1


def test_a_window_pauses_and_is_left(floor: Floor, as_: As) -> None:
    clerk = as_(floor.cast.clerk)
    clerk.get("/window").refused(403, "not_at_this_window")
    clerk.post(f"/windows/{floor.cast.windows[1].pk}/sign-in").ok()
    clerk.post("/window/pause", {"reason": "meal"}).ok()
    assert clerk.get("/window").ok()["pause_reason"] == "meal"
    clerk.post("/window/call-next").refused(422, "window_paused")
    clerk.post("/window/continue").ok()
    clerk.post("/window/call-next").refused(422, "nobody_waiting")
    clerk.post("/window/sign-out").ok()
    as_(floor.cast.director).post(f"/windows/{floor.cast.windows[1].pk}/sign-in").refused(403, "not_trained")


@pytest.mark.clause("7.2a")
def test_who_was_asked_first_stays_responsible_until_handed_over(floor: Floor, as_: As) -> None:
    guide, clerk = as_(floor.cast.guide), as_(floor.cast.clerk)
    asked = guide.post("/questions", {"business_line": "other", "topic": "fees"}).ok()
    assert asked["responsible"]["name"] == "许导引"
    question = f"/questions/{asked['id']}"
    clerk.post(f"{question}/answer", {"answer": "不收费。"}).refused(409, "already_handed_over")
    handed = {"user_id": floor.cast.clerk.user.pk, "because": "归窗口答复"}
    assert guide.post(f"{question}/hand-over", handed).ok()["responsible"]["name"] == "何受理"
    assert clerk.post(f"{question}/answer", {"answer": "不收费。"}).ok()["answer"] == "不收费。"
    assert [one["id"] for one in clerk.get("/questions").ok()["answered"]] == [asked["id"]]


@pytest.mark.clause("6.1")
def test_a_kiosk_prints_on_its_own_printer_and_a_second_copy_is_marked(floor: Floor, as_: As) -> None:
    hall = floor.cast.hall.pk
    printer = devices.add_printer(hall, name="小票机", host="127.0.0.1", by=SYSTEM, at=SET_UP)
    _, kiosk = device_of(hall, DeviceKind.KIOSK, "大厅取号机", printer=printer)
    ticket = kiosk.post("/tickets", {"category_id": floor.social.pk}).ok()["id"]
    as_(floor.cast.guide).post(f"/tickets/{ticket}/reprint", {"printer_id": printer.pk}).ok()
    jobs = PrintJob.objects.filter(subject_id=ticket).order_by("copy").values_list("printer", "copy")
    assert list(jobs) == [(printer.pk, 0), (printer.pk, 1)]


def test_only_the_guide_desk_issues_in_its_name(floor: Floor, as_: As, clock: Clock) -> None:
    clock.set(16, 50)
    wanted = {"category_id": floor.social.pk}
    as_(floor.cast.guide).post("/tickets", wanted).refused(422, "not_issuing_now")
    as_(floor.cast.clerk).post("/tickets", wanted | {"channel": "guide"}).refused(403, "guide_desk_only")
    issued = as_(floor.cast.guide).post("/tickets", wanted | {"channel": "guide"}).ok()
    assert Entry.objects.get(act="ticket.issued", subject_id=issued["id"]).actor_id == str(
        floor.cast.guide.user.pk
    )


def test_an_item_is_named_at_the_ticket_and_told_at_the_finish(cast: Cast, as_: As, clock: Clock) -> None:
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    floor = open_floor(cast)
    item = Implementation.objects.filter(unit=cast.hall, is_open=True).select_related("item").first()
    assert item is not None
    wanted = {"category_id": floor.social.pk, "item_id": item.pk}
    issued = as_(cast.guide).post("/tickets", wanted).ok()
    assert issued["item"]["name"] == item.item.short_name
    clerk = as_(cast.clerk)
    clerk.post(f"/windows/{cast.windows[0].pk}/sign-in").ok()
    clerk.post("/window/call-next").ok()
    done = {"done": [{"item_id": item.pk, "quantity": 2}]}
    clerk.post(f"/tickets/{issued['id']}/finish", done).ok()
    assert clerk.post(f"/tickets/{issued['id']}/reopen").ok()["state"] == "serving"


def test_a_device_says_that_it_lives(floor: Floor, as_: As, clock: Clock) -> None:
    _, board = device_of(floor.cast.hall.pk, DeviceKind.WINDOW_BOARD, "1号窗口屏", floor.cast.windows[0].pk)
    assert board.post("/devices/heartbeat", {"condition": "浏览器 156"}).ok()["kind"] == "window_board"
    told = as_(floor.cast.director).get("/devices").ok()[0]
    assert (told["is_online"], told["condition"]) == (True, "浏览器 156")
    clock.now = at(9, 35)
    assert as_(floor.cast.director).get("/devices").ok()[0]["is_online"] is False
    assert board.get("/boards/window").ok()["state"] == "closed"
