"""A press that comes twice, by a double click or a cut cable, does its act once and gets the first result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from yizhan.devices import actions as devices
from yizhan.journal.acts import ACTS
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import RequestKeyReused
from yizhan.queueing.actions import calling, consulting, days, finishing, issuing, moving, setting_up, windows
from yizhan.queueing.models import BusinessDay, Category, Consultation, Ticket, WindowSession
from yizhan.queueing.states import Channel
from yizhan.testing.cast import Member
from yizhan.testing.floor import QUESTION, Floor

pytestmark = pytest.mark.django_db
KEY = "the-key-of-the-press"
OF_THE_FLOOR = ("ticket.", "window.", "day.", "consultation.", "category.")
OPEN_QUESTION = consulting.Question("elderly", "policy")


@dataclass
class Scene:
    """A number, a window with its clerk, and the minute, which goes on with every act."""

    floor: Floor
    minute: int = 10

    def __post_init__(self) -> None:
        self.clerk: Member = self.floor.cast.clerk
        self.first = self.floor.issue(9, 1)
        self.turn = self.floor.serve(self.clerk)
        self.asked = consulting.record_consultation(
            self.floor.cast.hall, OPEN_QUESTION, self.guide.user, **self.who(self.guide)
        )
        self.printer = devices.add_printer(
            self.floor.cast.hall.pk, name="小票机", host="127.0.0.1", by=SYSTEM, at=self.floor.at(9, 0)
        )

    @property
    def guide(self) -> Member:
        return self.floor.cast.guide

    @property
    def ticket(self) -> Ticket:
        """The number as it is now: every request reads it anew."""
        return Ticket.objects.get(pk=self.first.pk)

    @property
    def session(self) -> WindowSession:
        return WindowSession.objects.get(pk=self.turn.pk)

    @property
    def question(self) -> Consultation:
        return Consultation.objects.get(pk=self.asked.pk)

    @property
    def day(self) -> BusinessDay:
        return BusinessDay.objects.get(pk=self.floor.day.pk)

    @property
    def social(self) -> Category:
        return Category.objects.get(pk=self.floor.social.pk)

    def who(self, person: Member | None = None, key: str = "") -> dict[str, Any]:
        """By whom, when, and with which key."""
        self.minute += 1
        at = self.floor.at(9, 0) + timedelta(minutes=self.minute)
        return {"by": (person or self.clerk).actor, "at": at, "request_key": key}

    def call(self, key: str = "") -> Ticket:
        return calling.call_next(self.session, **self.who(key=key))

    def put_back(self, key: str = "") -> Ticket:
        return calling.put_back(self.ticket, self.session, **self.who(key=key))

    def start(self, key: str = "") -> Ticket:
        return calling.start(self.ticket, self.session, **self.who(key=key))

    def call_chosen(self, key: str = "") -> Ticket:
        return calling.call_chosen(self.ticket, self.session, **self.who(key=key))

    def recall(self, key: str = "") -> Ticket:
        return calling.recall(self.ticket, self.session, **self.who(key=key))

    def pass_over(self, key: str = "") -> Ticket:
        return calling.pass_over(self.ticket, self.session, **self.who(key=key))

    def come_back(self, key: str = "") -> Ticket:
        return calling.return_to_queue(self.ticket, **self.who(self.guide, key))

    def suspend(self, key: str = "") -> Ticket:
        return moving.suspend(self.ticket, self.session, "with_papers", **self.who(key=key))

    def resume(self, key: str = "") -> Ticket:
        return moving.resume(self.ticket, self.session, **self.who(key=key))

    def transfer(self, key: str = "") -> Ticket:
        civil = self.floor.civil
        return moving.transfer(self.ticket, self.session, category=civil, **self.who(key=key))

    def take_back(self, key: str = "") -> Ticket:
        return moving.take_back(self.ticket, self.session, **self.who(key=key))

    def finish(self, key: str = "") -> Ticket:
        return finishing.finish(
            self.ticket, self.session, user=self.clerk.user, questions=[QUESTION], **self.who(key=key)
        )

    def reopen(self, key: str = "") -> Ticket:
        return finishing.reopen(self.ticket, self.session, **self.who(key=key))

    def issue(self, key: str = "") -> Ticket:
        return issuing.issue(self.social, channel=Channel.GUIDE, **self.who(self.guide, key))

    def reprint(self, key: str = "") -> Ticket:
        return issuing.reprint(self.ticket, self.printer, copy=1, **self.who(self.guide, key))

    def prefer(self, key: str = "", reason: str = "elder") -> Ticket:
        return issuing.give_priority(self.ticket, reason, **self.who(self.guide, key))

    def cancel(self, key: str = "") -> Ticket:
        return issuing.cancel(self.ticket, "resident_left", **self.who(key=key))

    def restore(self, key: str = "") -> Ticket:
        return issuing.restore(self.ticket, **self.who(self.guide, key))

    def sign_in(self, key: str = "") -> WindowSession:
        second = self.floor.cast.clerk2
        return windows.sign_in(self.floor.cast.windows[1], second.user, **self.who(second, key))

    def sign_out(self, key: str = "") -> WindowSession:
        return windows.sign_out(self.session, **self.who(key=key))

    def sign_in_again(self) -> WindowSession:
        return windows.sign_in(self.floor.cast.windows[0], self.clerk.user, **self.who())

    def pause(self, key: str = "") -> WindowSession:
        return windows.pause(self.session, "meal", **self.who(key=key))

    def go_on(self, key: str = "") -> WindowSession:
        return windows.resume_calling(self.session, **self.who(key=key))

    def ask(self, key: str = "") -> Consultation:
        hall = self.floor.cast.hall
        return consulting.record_consultation(hall, QUESTION, self.guide.user, **self.who(self.guide, key))

    def answer(self, key: str = "") -> Consultation:
        return consulting.answer(self.question, "70岁起", **self.who(self.guide, key))

    def hand_over(self, key: str = "") -> Consultation:
        to = self.floor.cast.director.user
        return consulting.hand_over(self.question, to, "要查政策", **self.who(self.guide, key))

    def hand_back(self) -> Consultation:
        by = self.floor.cast.director
        return consulting.hand_over(self.question, self.guide.user, "查到了", **self.who(by))

    def open_day(self, key: str = "") -> BusinessDay:
        tomorrow = self.floor.day.date + timedelta(days=1)
        return days.open_day(self.floor.cast.hall, tomorrow, **self.who(self.guide, key))

    def close_day(self, key: str = "") -> BusinessDay:
        return days.close_day(self.day, **self.who(self.guide, key))

    def reopen_day(self, key: str = "") -> BusinessDay:
        return days.reopen_day(self.day, **self.who(self.guide, key))

    def add_category(self, key: str = "") -> Category:
        cast = self.floor.cast
        return setting_up.add_category(cast.hall, "C", "残联", cast.zone, **self.who(cast.director, key))

    def rename(self, key: str = "", name: str = "社会保障") -> Category:
        who = self.who(self.floor.cast.director, key)
        return setting_up.change_category(self.social, name=name, **who)

    def restrict(self, key: str = "", *only: Category) -> Any:
        cast = self.floor.cast
        return setting_up.restrict_window(cast.windows[2], only, **self.who(cast.director, key))


@dataclass(frozen=True)
class Press:
    """An act: what happens before it, and what somebody does after it that would let it succeed once more."""

    act: str
    press: Callable[[Scene, str], Any]
    before: tuple[Callable[[Scene], Any], ...] = ()
    between: tuple[Callable[[Scene], Any], ...] = ()


S = Scene
PRESSES = [
    Press("ticket.called", S.call, between=(S.put_back,)),
    Press("ticket.called_by_choice", S.call_chosen, between=(S.put_back,)),
    Press("ticket.recalled", S.recall, (S.call,)),
    Press("ticket.put_back", S.put_back, (S.call,), between=(S.call,)),
    Press("ticket.started", S.start, (S.call,), between=(S.suspend, S.call_chosen)),
    Press("ticket.passed", S.pass_over, (S.call, S.recall, S.recall), between=(S.come_back,)),
    Press("ticket.returned", S.come_back, (S.call, S.recall, S.recall, S.pass_over)),
    Press("ticket.suspended", S.suspend, (S.call,), between=(S.resume,)),
    Press("ticket.resumed", S.resume, (S.call, S.suspend), between=(S.suspend,)),
    Press("ticket.transferred", S.transfer, (S.call, S.start), between=(S.take_back,)),
    Press("ticket.taken_back", S.take_back, (S.call, S.start, S.transfer), between=(S.transfer,)),
    Press("ticket.finished", S.finish, (S.call, S.start), between=(S.reopen,)),
    Press("ticket.reopened", S.reopen, (S.call, S.start, S.finish), between=(S.finish,)),
    Press("ticket.issued", S.issue),
    Press("ticket.reprinted", S.reprint),
    Press("ticket.given_priority", S.prefer, between=(lambda s: s.prefer(reason=""),)),
    Press("ticket.cancelled", S.cancel, between=(S.restore,)),
    Press("ticket.cancelled", S.cancel, (S.call, S.start), between=(S.restore, S.call, S.start)),
    Press("ticket.restored", S.restore, (S.cancel,), between=(S.cancel,)),
    Press("window.signed_in", S.sign_in),
    Press("window.signed_out", S.sign_out, between=(S.sign_in_again,)),
    Press("window.paused", S.pause, between=(S.go_on,)),
    Press("window.continued", S.go_on, (S.pause,), between=(S.pause,)),
    Press("consultation.recorded", S.ask),
    Press("consultation.answered", S.answer),
    Press("consultation.handed_over", S.hand_over, between=(S.hand_back,)),
    Press("day.opened", S.open_day, (S.close_day,)),
    Press("day.closed", S.close_day, between=(S.reopen_day,)),
    Press("day.reopened", S.reopen_day, (S.close_day,), between=(S.close_day,)),
    Press("category.added", S.add_category),
    Press("category.changed", S.rename, between=(lambda s: s.rename(name="社保"),)),
    Press("window.restricted", S.restrict, between=(lambda s: s.restrict("", s.social),)),
]
every_press = pytest.mark.parametrize("one", PRESSES, ids=lambda one: one.act)


@pytest.fixture
def scene(floor: Floor) -> Scene:
    return Scene(floor)


def test_every_act_of_the_floor_is_pressed_here() -> None:
    assert {one.act for one in PRESSES} == {name for name in ACTS if name.startswith(OF_THE_FLOOR)}


@every_press
def test_the_second_press_does_nothing_and_gets_the_first_result(scene: Scene, one: Press) -> None:
    for step in one.before:
        step(scene)
    first = one.press(scene, KEY)
    left_behind = everything()
    second = one.press(scene, KEY)
    assert (type(second), second.pk) == (type(first), first.pk)
    assert Entry.objects.get(request_key=KEY).act == one.act
    assert everything() == left_behind


@pytest.mark.parametrize("one", [one for one in PRESSES if one.between], ids=lambda one: one.act)
def test_a_late_repetition_does_not_undo_what_others_did_meanwhile(scene: Scene, one: Press) -> None:
    """The rules would let the act succeed again: only its key says that it was done."""
    for step in one.before:
        step(scene)
    first = one.press(scene, KEY)
    for step in one.between:
        step(scene)
    left_behind = everything()
    second = one.press(scene, KEY)
    assert (type(second), second.pk) == (type(first), first.pk)
    assert everything() == left_behind


@every_press
def test_a_key_of_another_act_is_told_so(scene: Scene, one: Press) -> None:
    for step in one.before:
        step(scene)
    if one.act == "category.added":
        scene.restrict(KEY)
    else:
        scene.add_category(KEY)
    left_behind = everything()
    with pytest.raises(RequestKeyReused):
        one.press(scene, KEY)
    assert everything() == left_behind


def test_the_same_key_in_another_hall_is_another_request(scene: Scene) -> None:
    cast = scene.floor.cast
    first = scene.sign_in(KEY)
    there = windows.sign_in(cast.other_windows[0], cast.stranger.user, **scene.who(cast.stranger, KEY))
    assert first.pk != there.pk


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the floor, of its slips and of the journal."""
    kept = [
        model for app in ("queueing", "devices", "journal") for model in apps.get_app_config(app).get_models()
    ]
    return {model._meta.label: sorted(model._base_manager.values_list(), key=str) for model in kept}
