"""Personal data is nowhere in the database as people read it: every text of every table is looked through."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.db import connection

from yizhan.lib.keyring import Keyring
from yizhan.people import actions, selectors
from yizhan.people.models import Person
from yizhan.people.tests.browsing import Browser
from yizhan.people.tests.build import NUMBER, PHONE, PLAIN, newborn, old_man, registered, registered_body
from yizhan.testing.cast import Cast, at

pytestmark = pytest.mark.django_db
OF_THE_BODY = ("司马样本", "13900000000")
WORDS = "家属来电询问，姓欧阳"


def every_text() -> Iterator[tuple[str, str]]:
    """Table and column, and the text in it, of the whole database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            columns = [column[0] for column in cursor.description or ()]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    if isinstance(value, bytes | memoryview):
                        yield f"{table}.{column}", bytes(value).decode("utf-8", "replace")
                    elif value is not None:
                        yield f"{table}.{column}", str(value)


def live_through_everything(cast: Cast) -> None:
    """Every act of the app, with plain data in each of them."""
    clerk = cast.clerk.actor
    person, twin = registered(cast), registered(cast, newborn(name="欧阳建国", phone=PHONE))
    actions.correct_person(person, {"phone": "13700000000"}, by=clerk, at=at(10))
    actions.correct_person(person, {"phone": PHONE}, by=clerk, at=at(10))
    actions.merge_persons(twin, person, by=clerk, at=at(10))
    actions.separate_person(twin, by=clerk, at=at(10))
    actions.reveal(person, ["phone"], reason="other", words=WORDS, by=clerk, at=at(10))
    selectors.person_for_use(clerk, person.pk, purpose="other", words=WORDS, at=at(10))
    body = registered_body(cast.hall, cast.clerk)
    actions.correct_body(body, {"representative": "司马样本二"}, by=clerk, at=at(10))
    actions.reveal_body(body, ["representative"], reason="verifying", by=clerk, at=at(10))
    Browser(cast.clerk).sent("find", typed=NUMBER)


def test_no_table_holds_it_in_plain(cast: Cast) -> None:
    live_through_everything(cast)
    searched = list(every_text())
    found = [place for place, text in searched for plain in (*PLAIN, *OF_THE_BODY, WORDS) if plain in text]
    assert not found
    assert any(text == "欧阳**" for _, text in searched), "the search reads what is stored"


def test_without_sealing_the_search_would_find_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(Keyring, "seal_text", lambda self, plain, purpose: plain)
    registered(cast)
    found = {place for place, text in every_text() for plain in PLAIN if plain in text}
    assert {f"people_person.{column}" for column in ("name", "id_number", "phone", "address")} <= found


def test_neither_logs_nor_errors_hold_it(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    person = registered(cast)
    browser = Browser(cast.clerk)
    browser.post("register_person", id_kind="111", id_number=NUMBER[:-1], name="欧阳建国", phone=PHONE)
    browser.post("register_person", id_kind="111", id_number=NUMBER, name="欧阳建国", phone=PHONE)
    browser.post("correct", person.pk, phone=PHONE, revision=1)
    browser.post("find", typed=NUMBER)
    told = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "people" in told
    assert not any(plain in told for plain in PLAIN)


@pytest.mark.parametrize("shown", [repr, str])
def test_a_row_shows_itself_masked(cast: Cast, shown: type[str]) -> None:
    person = registered(cast, old_man())
    assert not any(plain in shown(Person.objects.get(pk=person.pk)) for plain in PLAIN)
