"""A version says how a case of its item runs: kept through every door, refused where it could not run."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from yizhan.catalog import actions, selectors
from yizhan.catalog.content import GuideContent, Limit, ReviewStepContent, default_review_steps
from yizhan.catalog.models import ItemVersion, ReviewStep
from yizhan.catalog.reading import FOLDER, BrokenReferenceFile, reference_guides
from yizhan.catalog.refusals import (
    ExtensionBeyondLaw,
    GuideUnreadable,
    ProcedureBeyondLaw,
    ReviewRouteWrong,
)
from yizhan.catalog.rules.importing import Verdict
from yizhan.catalog.rules.review import review_problems
from yizhan.catalog.spreadsheet import written_csv
from yizhan.catalog.states import VersionState
from yizhan.catalog.tests.conftest import Catalogue
from yizhan.lib.refusal import Refusal
from yizhan.testing.cast import at

VISIT = ReviewStepContent("visit", "入户调查", "site_check", ("approver", "director"), "all", 5)
POSTED = ReviewStepContent("posted", "公示", "publicity", ("approver",))
DECIDED = ReviewStepContent("end", "审核意见", "decision", ("approver",), limit_workdays=2)
ROUTE = (VISIT, POSTED, DECIDED)
WAY: dict[str, Any] = {
    "special_procedures": ("hearing", "publicity"),
    "longest_extension": 10,
    "answer_workdays": 3,
    "publicity_days": 7,
    "review_steps": ROUTE,
}
LICENCE, FORWARDED, ALLOWANCE, RELIEF = 1, 31, 22, 21


def told(content: GuideContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in WAY}


@pytest.mark.clause("4.2", "7.3")
def test_the_way_of_a_case_goes_from_draft_to_publication_to_the_next_draft(catalogue: Catalogue) -> None:
    first = catalogue.published(FORWARDED, **WAY)
    assert told(catalogue.says(first.pk)) == WAY
    second = catalogue.draft(FORWARDED)
    assert told(catalogue.says(second.pk)) == WAY
    assert selectors.review_steps_of(first) == ROUTE
    assert list(second.review_steps.values_list("key", flat=True).order_by("order")) == [
        "visit",
        "posted",
        "end",
    ]


@pytest.mark.parametrize("name", WAY)
def test_the_digest_marks_every_part_of_the_way(name: str) -> None:
    assert GuideContent(**{name: WAY[name]}).digest() != GuideContent().digest()


def test_another_order_of_the_steps_is_another_content() -> None:
    assert GuideContent(review_steps=ROUTE).digest() != GuideContent(review_steps=ROUTE[::-1]).digest()


def test_steps_that_were_replaced_leave_no_rows_behind(catalogue: Catalogue) -> None:
    draft = catalogue.draft(FORWARDED, **WAY)
    catalogue.change(draft, review_steps=(DECIDED,), publicity_days=None)
    assert list(ReviewStep.objects.filter(version=draft).values_list("key", "order")) == [("end", 1)]


def test_codes_are_kept_once_and_in_the_order_of_their_list(catalogue: Catalogue) -> None:
    mixed = dataclasses.replace(VISIT, posts=("director", "approver", "director"))
    draft = catalogue.draft(
        FORWARDED, special_procedures=("publicity", "hearing", "publicity"), review_steps=(mixed,)
    )
    says = catalogue.says(draft.pk)
    assert says.special_procedures == ("hearing", "publicity")
    assert says.review_steps[0].posts == ("approver", "director")


@pytest.mark.clause("4.2")
def test_a_version_without_steps_is_decided_by_the_approver(catalogue: Catalogue) -> None:
    licence, forwarded = catalogue.published(LICENCE), catalogue.published(FORWARDED)
    assert selectors.review_steps_of(licence) == default_review_steps()
    [step] = selectors.review_steps_of(forwarded)  # another office decides: here it ends with an opinion
    assert (step.name, step.kind, step.posts) == ("审核意见", "decision", ("approver",))
    assert catalogue.says(forwarded.pk).review_steps == ()


@pytest.mark.clause("4.2", "7.2c")
@pytest.mark.parametrize(
    ("number", "changes", "refusal", "sentence"),
    [
        (FORWARDED, {"review_steps": (VISIT,)}, ReviewRouteWrong, "没有“决定”这一步"),
        (FORWARDED, {"publicity_days": None}, ReviewRouteWrong, "没有写公示几天"),
        (
            FORWARDED,
            {"promised": Limit(6, "workdays")},
            ReviewRouteWrong,
            "7个工作日，超过了承诺时限6个工作日",
        ),
        (LICENCE, {}, ProcedureBeyondLaw, "行政许可，不能因公示停表"),
        (
            LICENCE,
            {"special_procedures": (), "longest_extension": 16},
            ExtensionBeyondLaw,
            "最多延长15个工作日",
        ),
    ],
)
def test_a_way_that_no_case_could_go_is_not_published(
    catalogue: Catalogue, number: int, changes: dict[str, Any], refusal: type[Refusal], sentence: str
) -> None:
    before = catalogue.item(number).versions.get(state=VersionState.PUBLISHED)
    with pytest.raises(refusal, match=sentence):
        catalogue.published(number, **WAY | changes)
    assert catalogue.item(number).versions.get(state=VersionState.PUBLISHED) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"special_procedures": ("holiday",)},
        {"longest_extension": 61},
        {"answer_workdays": 0},
        {"publicity_days": 0},
        {"publicity_days": 61},
        {"review_steps": (dataclasses.replace(DECIDED, kind="lottery"),)},
        {"review_steps": (dataclasses.replace(DECIDED, posts=("mayor",)),)},
        {"review_steps": (dataclasses.replace(DECIDED, mode="most"),)},
        {"review_steps": (dataclasses.replace(DECIDED, name=" "),)},
        {"review_steps": (dataclasses.replace(DECIDED, key="a b"),)},
        {"review_steps": (dataclasses.replace(DECIDED, limit_workdays=0),)},
        {"review_steps": (DECIDED, DECIDED)},
        {"review_steps": tuple(dataclasses.replace(VISIT, key=f"s{n}") for n in range(13))},
    ],
)
def test_what_no_form_would_send_is_refused(catalogue: Catalogue, changes: dict[str, Any]) -> None:
    draft = catalogue.draft(FORWARDED, **WAY)
    with pytest.raises(GuideUnreadable):
        catalogue.change(draft, **changes)
    assert told(catalogue.says(draft.pk)) == WAY


@pytest.mark.parametrize("columns", [{"publicity_days": 61}, {"publicity_days": 0}, {"answer_workdays": 0}])
def test_the_table_itself_refuses_numbers_that_cannot_be(
    catalogue: Catalogue, columns: dict[str, int]
) -> None:
    draft = catalogue.draft(FORWARDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemVersion.objects.filter(pk=draft.pk).update(**columns)


@pytest.mark.clause("7.2c")
def test_a_table_does_not_promise_less_time_than_the_steps_take(catalogue: Catalogue) -> None:
    catalogue.published(FORWARDED, **WAY)
    rows = [{"numbers": str(FORWARDED), "promised": "6个工作日"}]
    pending = actions.read_import(
        catalogue.cast.hall, "事项.csv", written_csv(rows), by=catalogue.by, at=at(10)
    )
    [line] = selectors.lines_of(pending)
    assert line.verdict is Verdict.REFUSED
    assert "各环节时限加起来是7个工作日，超过了承诺时限6个工作日" in line.reasons[0]
    rows = [{"numbers": str(FORWARDED), "promised": "8个工作日"}]
    pending = actions.read_import(
        catalogue.cast.hall, "事项.csv", written_csv(rows), by=catalogue.by, at=at(10)
    )
    actions.write_import(pending, by=catalogue.by, at=at(10, 5))
    published = catalogue.item(FORWARDED).versions.get(state=VersionState.PUBLISHED)
    assert told(catalogue.says(published.pk)) == WAY  # what the table has no column for is kept


# --- the shipped guides -----------------------------------------------------------------------


@pytest.mark.clause("7.3")
def test_the_shipped_routes_say_what_their_guides_say(catalogue: Catalogue) -> None:
    allowance, relief = (
        catalogue.says(catalogue.item(number).versions.get().pk) for number in (ALLOWANCE, RELIEF)
    )
    assert [(one.name, one.kind) for one in allowance.review_steps] == [
        ("入户调查", "site_check"), ("初审意见", "review"), ("公示", "publicity"), ("审核意见", "decision"),
    ]  # fmt: skip
    assert (allowance.publicity_days, allowance.special_procedures) == (7, ())  # inside the 30 working days
    assert (relief.publicity_days, relief.special_procedures) == (3, ("publicity",))  # 公示3天另算
    assert [one.limit_workdays for one in relief.review_steps] == [5, None, None]


def test_no_shipped_guide_has_a_route_that_could_not_be_published() -> None:
    assert [guide.row for guide in reference_guides() if review_problems(guide.content)] == []


@pytest.mark.parametrize("path", sorted((FOLDER / "guides").glob("*.toml")), ids=lambda path: path.stem)
def test_no_shipped_number_or_step_is_invented(path: Path) -> None:
    guide = tomllib.loads(path.read_text(encoding="utf-8"))
    said = str([guide[key] for key in ("flow", "statutory_limit")])
    words = {
        "longest_extension": "延长{}个工作日",
        "answer_workdays": "{}个工作日内一次说清",
        "publicity_days": "{}天",
    }
    assert [key for key, word in words.items() if key in guide and word.format(guide[key]) not in said] == []
    assert [step["name"] for step in guide.get("review_steps", ())[:-1] if step["name"] not in said] == []


def test_a_field_that_the_reader_does_not_know_is_a_loud_slip(tmp_path: Path) -> None:
    text = (FOLDER / "guides" / "temporary-relief.toml").read_text(encoding="utf-8")
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "one.toml").write_text(f"{text}officers = 2\n", encoding="utf-8")
    with pytest.raises(BrokenReferenceFile, match="officers"):
        reference_guides(tmp_path)


def test_a_route_in_a_file_is_read_whole(tmp_path: Path) -> None:
    text = (FOLDER / "guides" / "owners-committee-filing.toml").read_text(encoding="utf-8")
    top = (
        'special_procedures = ["hearing", "publicity"]\nlongest_extension = 10\nanswer_workdays = 3\n'
        "publicity_days = 7\n"
    )
    steps = "".join(
        f'\n[[review_steps]]\nkey = "{one.key}"\nname = "{one.name}"\nkind = "{one.kind}"\n'
        f'posts = {list(one.posts)}\nmode = "{one.mode}"\n'
        + (f"limit_workdays = {one.limit_workdays}\n" if one.limit_workdays else "")
        for one in ROUTE
    )
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "one.toml").write_text(top + text + steps, encoding="utf-8")
    assert told(reference_guides(tmp_path)[0].content) == WAY


# --- the migration ----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_forward_and_back() -> None:
    tables = connection.introspection.table_names
    try:
        MigrationExecutor(connection).migrate([("catalog", "0001_initial")])
        assert "catalog_reviewstep" not in tables()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert "catalog_reviewstep" in tables()
