"""A guide is drafted, changed and published; from then on it never changes (clauses 7.3, 7.2c)."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from yizhan.catalog import actions, selectors
from yizhan.catalog.content import (
    Basis,
    FlowStep,
    GuideContent,
    Limit,
    MaterialContent,
    Option,
    SituationContent,
)
from yizhan.catalog.models import ItemVersion
from yizhan.catalog.refusals import (
    DraftChanged,
    DraftExists,
    GuideIncomplete,
    GuideUnreadable,
    LooseMaterials,
    PromiseTooLong,
    PromiseUnclear,
)
from yizhan.catalog.states import VersionState
from yizhan.catalog.tests.conftest import Catalogue
from yizhan.journal.models import Entry
from yizhan.lib.refusal import NotYours, Refusal, StaleState
from yizhan.lib.text import TextTooLong, UnreadableCharacters
from yizhan.testing.cast import Member, at

WORKDAYS, DAYS = "workdays", "days"


@pytest.mark.clause("7.3")
def test_the_shipped_guides_are_published_as_version_1_of_the_hall(catalogue: Catalogue) -> None:
    town = ItemVersion.objects.filter(implementation__unit=catalogue.cast.hall)
    assert town.count() >= 8
    assert set(town.values_list("number", "state")) == {(1, VersionState.PUBLISHED)}
    guide = selectors.guide_of(catalogue.cast.hall, catalogue.item(31).pk)
    assert guide
    assert guide.content
    assert "70岁" in guide.content.summary
    assert [one.name for one in guide.content.materials][:1] == ["老人本人身份证"]
    assert guide.content.unknown
    assert not any("由本厅填写" in line for line in guide.content.unknown)


def test_guides_are_not_published_twice_and_never_over_the_halls_own(catalogue: Catalogue) -> None:
    before = ItemVersion.objects.count()
    assert actions.adopt_guides(catalogue.cast.hall, by=catalogue.by, at=at(9)) == []
    assert ItemVersion.objects.count() == before


def test_a_draft_begins_as_a_copy_of_the_newest_version(catalogue: Catalogue) -> None:
    published = catalogue.item(31).versions.get()
    draft = catalogue.draft(31)
    assert (draft.number, draft.state) == (2, VersionState.DRAFT)
    assert catalogue.says(draft.pk) == catalogue.says(published.pk)
    assert draft.materials.count() == published.materials.count() > 5


def test_an_item_without_a_guide_begins_with_an_empty_draft(catalogue: Catalogue) -> None:
    draft = catalogue.draft(6)
    assert draft.number == 1
    assert catalogue.says(draft.pk) == GuideContent()


def test_there_is_one_draft_at_a_time(catalogue: Catalogue) -> None:
    catalogue.draft(31)
    with pytest.raises(DraftExists):
        catalogue.draft(31)


def test_everything_that_a_guide_says_is_kept(catalogue: Catalogue) -> None:
    full = GuideContent(
        summary="一句话。",
        summary_en="One sentence.",
        audience=("1", "2"),
        conditions=("甲", "乙"),
        flow=(FlowStep("申请", "本人", "当日"),),
        basis=(Basis("某法", "第一条"),),
        sources=("某处",),
        unknown=("金额",),
        handling_type="2",
        statutory=Limit(20, WORKDAYS),
        statutory_explain="法定",
        promised=Limit(10, WORKDAYS),
        promised_explain="承诺",
        is_charged=True,
        fee_text="10元",
        fee_basis="某令",
        result_name="证",
        place="一楼",
        phone="029-1",
        supervise_phone="12345",
        checked_on=date(2026, 11, 1),
        situations=(SituationContent("who", "谁来？", (Option("a", "自己"), Option("b", "别人"))),),
        materials=(MaterialContent("身份证", 1, 2, "original", "situational", "who/b", "公安", "看过就还"),),
    )
    changed = catalogue.draft(
        31, **{field.name: getattr(full, field.name) for field in dataclasses.fields(full)}
    )
    assert catalogue.says(changed.pk) == full


@pytest.mark.clause("7.3")
def test_publishing_supersedes_the_former_version_in_the_same_act(catalogue: Catalogue) -> None:
    first = catalogue.item(31).versions.get()
    second = catalogue.published(31, summary="新的说明。")
    first.refresh_from_db()
    assert (first.state, second.state) == (VersionState.SUPERSEDED, VersionState.PUBLISHED)
    assert second.published_at == at(9, 10)
    assert Entry.objects.filter(act="catalog.version_published").count() == 1
    guide = selectors.guide_of(catalogue.cast.hall, catalogue.item(31).pk)
    assert guide
    assert (guide.version, guide.content and guide.content.summary) == (2, "新的说明。")


@pytest.mark.clause("7.2c")
@pytest.mark.parametrize(
    ("statutory", "promised", "refusal", "sentence"),
    [
        (
            Limit(20, WORKDAYS),
            Limit(21, WORKDAYS),
            PromiseTooLong,
            "承诺时限21个工作日超过了法定时限20个工作日",
        ),
        (Limit(15, DAYS), Limit(16, WORKDAYS), PromiseTooLong, "超过了法定时限15天"),
        (Limit(20, WORKDAYS), Limit(25, DAYS), PromiseUnclear, "按“个工作日”算"),
        (Limit(15, DAYS), Limit(10, WORKDAYS), PromiseUnclear, "按“天”算"),
    ],
)
def test_a_promise_longer_than_the_statute_is_not_published(
    catalogue: Catalogue, statutory: Limit, promised: Limit, refusal: type[Refusal], sentence: str
) -> None:
    with pytest.raises(refusal, match=sentence):
        catalogue.published(31, statutory=statutory, promised=promised)
    assert catalogue.item(31).versions.get(state=VersionState.PUBLISHED).number == 1


@pytest.mark.clause("7.2c")
def test_an_item_without_known_limits_is_published_without_an_invented_one(catalogue: Catalogue) -> None:
    version = catalogue.published(31, statutory=None, promised=None)
    assert (version.statutory_limit, version.promised_limit) == (None, None)
    [item] = [one for one in selectors.open_items(catalogue.cast.hall) if one.number == 31]
    assert item.limits == "未定时限"


def test_what_no_resident_can_do_without_is_asked_for(catalogue: Catalogue) -> None:
    with pytest.raises(GuideIncomplete, match="一句话说明、核对日期"):
        catalogue.published(6, summary="", checked_on=None)


def test_a_material_of_a_situation_that_is_not_asked_stops_the_publication(catalogue: Catalogue) -> None:
    loose = (MaterialContent("居住证明", need="situational", when="gone/yes"),)
    with pytest.raises(LooseMaterials, match="居住证明"):
        catalogue.published(31, situations=(), materials=loose)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"summary": "长" * 301}, TextTooLong),
        ({"summary": "看不\x07见"}, UnreadableCharacters),
        ({"conditions": ("行",) * 41}, GuideUnreadable),
        ({"audience": ("9",)}, GuideUnreadable),
        ({"handling_type": "7"}, GuideUnreadable),
        ({"statutory": Limit(10**9, WORKDAYS)}, GuideUnreadable),
        ({"statutory": Limit(1, "weeks")}, GuideUnreadable),
        ({"is_charged": None, "fee_text": "10元"}, GuideUnreadable),
        ({"materials": (MaterialContent("甲", copies=10**6),)}, GuideUnreadable),
        ({"materials": (MaterialContent("甲", need="perhaps"),)}, GuideUnreadable),
        ({"materials": (MaterialContent(" "),)}, GuideUnreadable),
        ({"situations": (SituationContent("a", "问？", (Option("x", "一"),)),)}, GuideUnreadable),
        (
            {"situations": (SituationContent("a/b", "问？", (Option("x", "一"), Option("y", "二"))),)},
            GuideUnreadable,
        ),
    ],
)
def test_what_no_form_would_send_is_refused_and_nothing_half_written(
    catalogue: Catalogue, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    draft = catalogue.draft(31)
    before = catalogue.says(draft.pk)
    with pytest.raises(refusal):
        catalogue.change(draft, **changes)
    assert catalogue.says(draft.pk) == before


def test_html_is_kept_as_plain_text(catalogue: Catalogue) -> None:
    draft = catalogue.draft(31, summary="<b>粗</b> & <script>alert(1)</script>")
    assert catalogue.says(draft.pk).summary == "<b>粗</b> & <script>alert(1)</script>"


def test_the_second_of_two_editors_is_told_that_the_first_was_faster(catalogue: Catalogue) -> None:
    draft = catalogue.draft(31)
    opened = catalogue.says(draft.pk)
    catalogue.change(draft, phone="029-1")
    late = dataclasses.replace(opened, place="二楼")
    with pytest.raises(DraftChanged):
        actions.change_draft(draft, late, seen=opened.digest(), by=catalogue.by, at=at(9, 6))
    assert catalogue.says(draft.pk).phone == "029-1"


def test_a_draft_that_was_given_up_leaves_the_published_version(catalogue: Catalogue) -> None:
    draft = catalogue.draft(31)
    actions.discard_draft(draft, by=catalogue.by, at=at(9))
    assert [one.number for one in selectors.versions_of(catalogue.item(31))] == [1]
    with pytest.raises(StaleState, match="已放弃"):
        actions.discard_draft(draft, by=catalogue.by, at=at(9))


def test_only_those_who_keep_the_catalogue_write_guides(catalogue: Catalogue, other_director: Member) -> None:
    draft = catalogue.draft(31)
    for who in (catalogue.cast.clerk.actor, catalogue.cast.station_worker.actor, other_director.actor):
        with pytest.raises(NotYours):
            actions.publish_version(draft, by=who, at=at(9))
        assert selectors.version_visible_to(catalogue.by, draft.pk)
    assert selectors.version_visible_to(other_director.actor, draft.pk) is None
