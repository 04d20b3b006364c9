"""Seals outside the database: whoever changes the journal, or cuts off its end, is found out."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command

from yizhan.journal import sealing
from yizhan.journal.models import Cursor, Entry, Position, Seal
from yizhan.lib.ids import new_id
from yizhan.live.tests.streams import write_entry
from yizhan.web import tasks
from yizhan.web.process import seals

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)


@pytest.fixture
def unit_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.delenv("YIZHAN_AUDIT_KEY", raising=False)
    monkeypatch.delenv("YIZHAN_AUDIT_KEY_FILE", raising=False)
    unit = new_id()
    for _ in range(5):
        write_entry(unit)
    return unit


def verified() -> tuple[bool, str]:
    out = StringIO()
    try:
        call_command("journal", "verify", stdout=out, stderr=out)
    except SystemExit as end:
        return end.code != 1, out.getvalue()
    return True, out.getvalue()


def test_new_entries_are_sealed_exported_and_verified(unit_id: UUID, tmp_path: Path) -> None:
    assert seals.unsealed() == 5
    assert seals.seal_new(seals.audit_key()) == 5
    assert (seals.seal_new(seals.audit_key()), seals.unsealed()) == (0, 0)
    file = seals.export_heads(tmp_path / "seals", DAY)
    assert file is not None
    told = json.loads(file.read_text())
    assert told["heads"][str(unit_id)]["entries"] == 5
    assert seals.export_heads(tmp_path / "seals", DAY) is None
    assert verified()[0]


def test_a_changed_entry_is_found(unit_id: UUID) -> None:
    seals.seal_new(seals.audit_key())
    Entry.objects.filter(unit_id=unit_id, position=3).update(facts={"label": "A999"})
    whole, text = verified()
    assert not whole
    assert f"{unit_id}：第 3 条起" in text


def test_an_end_cut_off_with_all_its_traces_is_found_by_the_export(unit_id: UUID, tmp_path: Path) -> None:
    seals.seal_new(seals.audit_key())
    seals.export_heads(tmp_path / "seals", DAY)
    Seal.objects.filter(entry__position__gt=3).delete()
    Entry.objects.filter(position__gt=3).delete()
    Position.objects.update(position=3)
    Cursor.objects.update(position=3)
    assert (
        sealing.verify_unit(unit_id, seals.audit_key()).broken_at is None
    )  # the chain alone does not show it
    whole, text = verified()
    assert not whole
    assert "与 2026-11-23 导出的链头不符" in text


def test_a_journal_sealed_anew_with_another_key_is_found(unit_id: UUID, tmp_path: Path) -> None:
    seals.seal_new(seals.audit_key())
    seals.export_heads(tmp_path / "seals", DAY)
    Seal.objects.all().delete()
    Cursor.objects.all().delete()
    Entry.objects.filter(position=2).update(facts={"label": "A999"})
    seals.seal_new(b"a forger's key")
    assert not verified()[0]


def test_the_auditors_key_may_be_kept_elsewhere(
    unit_id: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").write_text("the auditor's own\n")
    monkeypatch.setenv("YIZHAN_AUDIT_KEY_FILE", str(tmp_path / "stick"))
    assert seals.audit_key() == b"the auditor's own"
    assert not (tmp_path / "audit-key").exists()


@pytest.mark.usefixtures("unit_id")
def test_the_worker_exports_the_heads_of_the_day(tmp_path: Path) -> None:
    seals.seal_new(seals.audit_key())
    tasks.export_seals()
    assert len(list((tmp_path / "seals").glob("????-??-??.json"))) == 1
