"""/healthz: 200 when everything here is well, else 503 and which part is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory

from yizhan import __version__
from yizhan.lib.actor import ANONYMOUS_RESIDENT
from yizhan.web import health
from yizhan.web.process import seals
from yizhan.web.process.running import here

pytestmark = pytest.mark.django_db


def ask() -> tuple[int, dict[str, Any]]:
    request = RequestFactory().get("/healthz")
    request.actor = ANONYMOUS_RESIDENT  # type: ignore[attr-defined]
    answer = health.healthz(request)
    return answer.status_code, json.loads(answer.content)


def test_a_well_hall_says_so() -> None:
    status, content = ask()
    assert (status, content["status"], content["version"]) == (200, "ok", __version__)
    assert content["database"]["ok"]
    assert content["journal"] == {"ok": True, "unsealed": 0}


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> int:
        raise DatabaseError

    monkeypatch.setattr(seals, "unsealed", fails)
    monkeypatch.setattr("yizhan.web.health.connection", SimpleNamespace(
        vendor="sqlite", close=lambda: None, cursor=connection.cursor
    ))  # fmt: skip
    status, content = ask()
    assert (status, content["status"], content["database"]["ok"]) == (503, "failing", False)


@pytest.mark.parametrize(("alive", "status"), [(True, 200), (False, 503)])
def test_a_dead_worker_is_told(monkeypatch: pytest.MonkeyPatch, alive: bool, status: int) -> None:
    monkeypatch.setattr(here, "worker", SimpleNamespace(is_alive=alive, seconds_since=lambda task: 4.4))
    answer, content = ask()
    assert (answer, content["worker"]["ok"], content["worker"]["sealed_seconds_ago"]) == (status, alive, 4)


@pytest.mark.parametrize(("failing", "status"), [(False, 200), (True, 503)])
def test_streams_that_cannot_read_are_told(
    monkeypatch: pytest.MonkeyPatch, failing: bool, status: int
) -> None:
    monkeypatch.setattr(here, "hub", SimpleNamespace(is_failing=failing, streams=7))
    answer, content = ask()
    assert (answer, content["live"]["ok"], content["live"]["streams"]) == (status, not failing, 7)


def test_seals_that_fall_behind_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "unsealed", lambda: health.MOST_UNSEALED)
    assert ask()[0] == 503


# There is no database in the folder; this is about the name only.
ASK_UNDER_EVERY_NAME = """
import django, json, sys
django.setup()
from django.test import Client
from yizhan.web import health
health._database = lambda: {}
names = json.loads(sys.argv[1])
print(json.dumps([Client().get("/healthz", headers={"host": name}).status_code for name in names]))
"""


def test_the_machine_itself_is_answered_whatever_names_the_hall_has(tmp_path: Path) -> None:
    """A monitor on the machine asks by loopback. Settings are read at the start, so a program asks."""
    names = ["127.0.0.1:8000", "localhost", "[::1]:8000", "hall.example", "elsewhere.example"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yizhan.settings",
        "YIZHAN_HOSTS": "hall.example",
        "YIZHAN_DATA_DIR": str(tmp_path),
    }
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", ASK_UNDER_EVERY_NAME, json.dumps(names)],
        env=environment,
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert json.loads(told.stdout) == [200, 200, 200, 200, 400]
