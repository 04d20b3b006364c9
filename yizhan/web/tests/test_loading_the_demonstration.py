"""`serve --demo`: into an empty hall once; never over a real one; begun anew when it was interrupted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from yizhan.orgs.models import Unit
from yizhan.web.process import opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The commands that were called; the demonstration itself marks its folder, as the real one does."""
    names: list[str] = []

    def call(name: str, **options: Any) -> None:
        names.append(name)
        if name == "demo":
            (tmp_path / "DEMO").write_text("{}")
        if name == "flush":
            Unit.objects.all().delete()

    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(opening, "call_command", call)
    return names


def test_an_empty_folder_gets_the_demonstration_once(called: list[str], tmp_path: Path) -> None:
    opening._load_demonstration()
    opening._load_demonstration()
    assert called == ["demo"]
    assert not (tmp_path / "DEMO-LOADING").exists()


def test_a_real_hall_is_never_touched(called: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Unit.objects.create(kind="town", name="某镇", short_name="某镇")
    opening._load_demonstration()
    assert called == []
    assert "真实的大厅" in capsys.readouterr().out


def test_an_interrupted_loading_is_begun_anew(called: list[str], tmp_path: Path) -> None:
    (tmp_path / "DEMO-LOADING").touch()
    (tmp_path / "DEMO").write_text("{}")
    Unit.objects.create(kind="town", name="某镇", short_name="某镇")
    opening._load_demonstration()
    assert called == ["flush", "demo"]
    assert (tmp_path / "DEMO").exists()
    assert not (tmp_path / "DEMO-LOADING").exists()
