"""`yizhan key rotate`: everything stays readable throughout, a killed run goes on, nothing is lost."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from yizhan.journal.models import INSTALLATION, Entry
from yizhan.lib.keyring import KEY_FILE, Keyring, read_keyring, write_keyring
from yizhan.people import actions, resealing, rotation, selectors
from yizhan.people.models import KeyRotation, Person
from yizhan.people.tests.build import NUMBER, newborn, registered, registered_body
from yizhan.rows.sealed import keyring, keys_as_stored
from yizhan.testing.cast import Cast, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys of its own, in small batches, so that a run can be killed between two."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(settings, "DATA_KEYS", "")
    monkeypatch.setattr(resealing, "BATCH", 2)
    return tmp_path


@pytest.fixture
def hall(cast: Cast) -> Cast:
    """Five persons and a body, all under k1."""
    registered(cast)
    for number in range(4):
        registered(cast, newborn(name=f"欧阳小{number}"))
    registered_body(cast.hall, cast.clerk)
    return cast


def rotate(**options: Any) -> str:
    told = io.StringIO()
    call_command("key", "rotate", quiet_seconds=0, stdout=told, **options)
    return told.getvalue()


def sealed_names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_person ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def names() -> list[str]:
    return [person.name for person in Person.objects.order_by("pk")]


@pytest.mark.clause("6.3")
def test_a_rotation_carries_everything_over_and_drops_the_old_key(hall: Cast) -> None:
    before, told = names(), rotate()
    assert names() == before
    assert {keyring().key_of(name) for name in sealed_names()} == {"k2"}
    assert set(keys_as_stored().keys) == {"k2"}
    assert "k1 已删去" in told
    assert resealing.remaining() == {}
    assert len(selectors.find(hall.clerk.actor, NUMBER)) == 1


def test_one_act_keeps_each_run_on_record(hall: Cast) -> None:
    rotate()
    entry, kept = Entry.objects.get(act="keys.rotated"), KeyRotation.objects.get()
    assert (entry.unit_id, entry.facts) == (INSTALLATION, {"key": "k2", "left": 0, "dropped": ["k1"]})
    assert (kept.key, kept.left, kept.dropped) == ("k2", 0, ["k1"])
    # All names, what else is known of the old man, and two of the body.
    assert kept.columns_resealed == 5 + 4 + 2
    rotate()
    assert list(selectors.rotations().values_list("key", flat=True)) == ["k3", "k2"]


def test_a_killed_run_leaves_all_readable_and_goes_on(hall: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before, reseal, done = names(), resealing._reseal, 0

    def killed(*given: Any) -> None:
        nonlocal done
        done += 1
        if done > 3:
            raise KeyboardInterrupt
        reseal(*given)

    with monkeypatch.context() as patch:
        patch.setattr(resealing, "_reseal", killed)
        with pytest.raises(KeyboardInterrupt):
            rotate()
    assert names() == before
    assert set(keys_as_stored().keys) == {"k1", "k2"}
    assert {keyring().key_of(name) for name in sealed_names()} == {"k1", "k2"}
    told = rotate()
    assert "接着上次换到 k2" in told
    assert names() == before
    assert set(keys_as_stored().keys) == {"k2"}


def test_every_text_is_readable_after_each_batch(hall: Cast, folder: Path) -> None:
    before = names()
    rotation.begin(folder)
    for column in resealing.sealed_columns():
        resealing.reseal_column(column, told=lambda column, done: check(before))
    check(before)


def check(before: list[str]) -> None:
    assert names() == before


def test_a_clerk_who_saves_in_the_same_moment_wins(hall: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person.objects.exclude(number_index="").get()
    seal = Keyring.seal_text
    saved: list[str] = []

    def save_in_between(ring: Keyring, plain: str, *, purpose: str) -> str:
        if plain == "13800000000" and not saved:
            saved.append("once")
            actions.correct_person(person, {"phone": "13700000000"}, by=hall.clerk.actor, at=at(11))
        return seal(ring, plain, purpose=purpose)

    monkeypatch.setattr(Keyring, "seal_text", save_in_between)
    rotate()
    assert saved
    assert Person.objects.get(pk=person.pk).phone == "13700000000"


def test_an_old_key_stays_while_a_text_cannot_be_opened(hall: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = 'azEuZGVzdHJveWVk' WHERE no_number_reason = ''")
    with pytest.raises(CommandError, match="1 条用现有密钥打不开"):
        rotate()
    assert set(keys_as_stored().keys) == {"k1", "k2"}
    assert KeyRotation.objects.get().left == 1
    with pytest.raises(CommandError, match="打不开"):
        call_command("key", "status", stdout=io.StringIO())
    with pytest.raises(CommandError):
        rotate(new=True)
    assert set(keys_as_stored().keys) == {"k1", "k2", "k3"}


def test_what_a_slow_request_writes_late_is_carried_over_before_the_key_goes(
    hall: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed under the old key before the rotation, committed after the first passes: the quiet time."""
    late = keys_as_stored().seal_text("迟到的人", purpose="people.person.name")
    pk = Person.objects.order_by("pk").values_list("pk", flat=True)[0]

    def commit_late(since: float, quiet_seconds: float) -> None:
        with connection.cursor() as cursor:
            stored = pk.hex if connection.vendor == "sqlite" else pk
            cursor.execute("UPDATE people_person SET name = %s WHERE id = %s", [late, stored])

    monkeypatch.setattr(rotation, "wait_until_quiet", commit_late)
    rotate()
    assert set(keys_as_stored().keys) == {"k2"}
    assert Person.objects.get(pk=pk).name == "迟到的人"
    assert "k2" in {keyring().key_of(name) for name in sealed_names()}


def test_the_quiet_time_counts_from_the_new_key() -> None:
    slept: list[float] = []
    rotation.wait_until_quiet(0, 120, sleep=slept.append)
    assert slept == []
    rotation.wait_until_quiet(4e9, 120, sleep=slept.append)
    assert len(slept) == 1


def test_two_runs_at_once_do_not_overwrite_each_others_key(hall: Cast, folder: Path) -> None:
    with rotation.one_at_a_time(folder), pytest.raises(CommandError, match="另一个 key rotate 正在运行"):
        rotate()
    assert keys_as_stored().current == "k1"


def test_keys_of_the_environment_are_printed_for_the_operator(
    hall: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, told = names(), io.StringIO()
    monkeypatch.setattr(settings, "DATA_KEYS", (folder / KEY_FILE).read_text())
    with pytest.raises(CommandError, match="YIZHAN_DATA_KEYS"):
        call_command("key", "rotate", stdout=told)
    assert not KeyRotation.objects.exists()
    both = read_keyring(told.getvalue().strip().splitlines()[-1])
    assert set(both.keys) == {"k1", "k2"}
    monkeypatch.setattr(settings, "DATA_KEYS", both.written())
    alone = next(json.loads(line) for line in rotate().splitlines() if line.startswith("{"))
    assert set(alone["keys"]) == {"k2"}
    monkeypatch.setattr(settings, "DATA_KEYS", json.dumps(alone))
    assert names() == before


def test_the_status_says_which_key_and_what_is_left(hall: Cast, folder: Path) -> None:
    write_keyring(keys_as_stored().rotated(), folder)
    told = io.StringIO()
    call_command("key", "status", stdout=told)
    assert "现在用的：k2；还留着的：k1、k2" in told.getvalue()
    assert "还没换的：people.person.name 5 条" in told.getvalue()
    assert "还没有换过" in told.getvalue()
    assert not any(
        secret in told.getvalue() for secret in json.loads((folder / KEY_FILE).read_text())["keys"].values()
    )


def test_every_sealed_column_of_the_program_is_known() -> None:
    known = {str(column) for column in resealing.sealed_columns()}
    assert known >= {"people.person.name", "people.body.representative", "people.accessentry.words"}


@pytest.mark.parametrize("current", ["k1", "k2", "k10", "k11", "k100"])
def test_the_beginning_of_a_text_tells_its_key(current: str) -> None:
    others = ["k1", "k2", "k10", "k11", "k100", "k101"]
    keys = {name: bytes(16) for name in others}
    mark = resealing._mark(current)
    for name in others:
        sealed = Keyring(name, keys, bytes(32)).seal_text("text", purpose="p")
        assert sealed.startswith(mark) == (name == current)
