"""The auditor reads the journal by ids, filters it, and verifies the seals."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

import yizhan
from yizhan.console.selectors import AUDIT_KEY
from yizhan.console.tests.browsing import Browser
from yizhan.console.words import ACT_WORDS
from yizhan.journal.models import INSTALLATION, Entry
from yizhan.journal.sealing import seal_pending
from yizhan.lib.secret_key import secret_key_beside
from yizhan.testing.cast import Cast

Browse = Callable[[str], Browser]


def seal() -> None:
    seal_pending(secret_key_beside(settings.DATA_DIR, AUDIT_KEY).encode())


def test_the_journal_shows_ids_and_no_names(cast: Cast, browse: Browse) -> None:
    page = browse("audit_admin").read("audit")
    assert "授岗" in page
    assert str(cast.clerk.user.pk) in page
    for member in (cast.clerk, cast.director, cast.untrained):
        assert member.user.name not in page


def test_it_is_filtered_by_act_and_day(cast: Cast, browse: Browse) -> None:
    auditor = browse("audit_admin")
    windows = auditor.read("audit", act="orgs.window_added")
    assert "共 3 条" in windows
    assert "没有符合条件的记录" in auditor.read("audit", since="2030-01-01")
    assert "没有符合条件的记录" in auditor.read("audit", until="2020-01-01")
    assert "共 3 条" in auditor.read("audit", act="orgs.window_added", since="2026-09-01", until="2026-09-01")


@pytest.mark.parametrize("query", [{"act": "no.such"}, {"since": "x"}, {"page": "999"}, {"page": "x"}])
def test_a_strange_filter_still_answers(browse: Browse, query: dict[str, Any]) -> None:
    assert browse("audit_admin").get("audit", **query).status_code == 200


def test_the_installation_has_a_journal_of_its_own(cast: Cast, browse: Browse) -> None:
    page = browse("audit_admin").read("audit_installation")
    assert "装入区划" in page
    assert "授岗" not in page.split("<tbody>")[-1].split('class="rows"')[-1]


def test_whole_seals_are_confirmed_and_a_changed_entry_is_found(cast: Cast, browse: Browse) -> None:
    auditor = browse("audit_admin")
    assert "还没有封印" in auditor.read("audit", verify="1")
    seal()
    assert "封印完好" in auditor.read("audit", verify="1")
    Entry.objects.filter(unit_id=cast.hall.pk, position=4).update(facts={"forged": True})
    assert "封印在第 4 条断开" in auditor.read("audit", verify="1")
    assert "封印完好" in browse("audit_admin").read("audit_installation", verify="1")
    assert Entry.objects.filter(unit_id=INSTALLATION).exists()


def test_every_act_of_the_program_has_words_for_its_reader() -> None:
    files = [file for file in Path(yizhan.__file__).parent.rglob("*.py") if "tests" not in file.parts]
    names = {name for file in files if "actions" in str(file) for name in _acts_declared(file)}
    assert len(names) > 50
    assert sorted(names - set(ACT_WORDS)) == []
    assert sorted(set(ACT_WORDS) - names) == []


def _acts_declared(file: Path) -> list[str]:
    return re.findall(r'^@act\("([a-z._]+)"\)', file.read_text(encoding="utf-8"), re.MULTILINE)
