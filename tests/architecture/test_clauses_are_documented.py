"""Tests say which clause they prove; docs/clauses.md is what they say."""

from __future__ import annotations

from pathlib import Path

from yizhan.testing.clauses import PAGE, Proof, page, proofs, unknown


def test_every_mark_names_a_clause_of_the_guideline() -> None:
    assert unknown(proofs()) == []


def test_a_mark_that_names_no_clause_is_found() -> None:
    assert unknown([Proof("tests/test_x.py", 3, "test_x", "9.9")]) == ["tests/test_x.py:3 9.9"]


def test_the_page_of_clauses_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(proofs()), "run: python -m yizhan.testing.clauses"


def test_marks_are_read_wherever_pytest_reads_them(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_sample.py").write_text(
        "import pytest\n"
        'pytestmark = [pytest.mark.clause("1.1")]\n'
        "def test_of_the_file(): ...\n"
        '@pytest.mark.clause("2.1", "2.2")\n'
        "def test_of_its_own(): ...\n"
        '@pytest.mark.clause("2.3")\n'
        "class TestGroup:\n"
        "    def test_of_the_group(self): ...\n"
        '@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.clause("3.1"))])\n'
        "def test_of_a_row(x): ...\n"
        "def not_a_test(): ...\n",
        encoding="utf-8",
    )
    found = [(proof.name, proof.clause) for proof in proofs(tmp_path)]
    assert found == [
        ("test_of_the_file", "1.1"),
        ("test_of_its_own", "1.1"),
        ("test_of_its_own", "2.1"),
        ("test_of_its_own", "2.2"),
        ("test_of_the_group", "1.1"),
        ("test_of_the_group", "2.3"),
        ("test_of_a_row", "1.1"),
        ("test_of_a_row", "3.1"),
    ]
