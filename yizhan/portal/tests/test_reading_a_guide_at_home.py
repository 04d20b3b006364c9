"""A resident reads what to bring: guide, questions, paper; in Chinese and English, without scripts (7.3)."""

from __future__ import annotations

import dataclasses
from uuid import uuid4

import pytest
from django.urls import reverse

from yizhan.catalog import actions
from yizhan.catalog.content import Limit
from yizhan.catalog.models import ItemVersion
from yizhan.catalog.selectors import content_of
from yizhan.catalog.states import Admission, Nature
from yizhan.orgs.models import Unit
from yizhan.portal.tests.conftest import Portal, words
from yizhan.testing.cast import at

pytestmark = pytest.mark.clause("7.3")

SELF = {"who": "self", "residence": "same", "age_doubt": "no"}


def test_the_guide_tells_everything_that_is_known(portal: Portal) -> None:
    page = portal.read("guide", portal.item(31).pk)
    for told in (
        "高龄补贴",
        "清单上的名称：70岁以上高龄保健补贴审核转报",
        "户口在西安",
        "不收费",
        "个人",
        "老人本人身份证 原件1份、复印件2份",
        "社区初审、评议、盖章",
        "西安市高龄老人生活保健补贴发放管理暂行办法",
        "核对日期：2026年11月1日",
        "以当地公布为准",
        "第1版",
        "谭家街道",
        "12345",
    ):
        assert told in page, told


def test_what_is_not_known_is_said_not_to_be_known(portal: Portal) -> None:
    page = portal.read("guide", portal.item(31).pk)
    assert "法定时限 未定时限" in page
    assert "承诺时限 未定时限" in page
    assert "这几处还没有核实，来之前请先问：" in page
    assert "现在的补贴金额" in page
    assert "由本厅填写" not in page


@pytest.mark.clause("5.3")
def test_both_limits_stand_on_the_guide(portal: Portal) -> None:
    publish(portal, 31, statutory=Limit(20, "workdays"), promised=Limit(5, "workdays"))
    page = portal.read("guide", portal.item(31).pk)
    assert "法定 20个工作日" in page
    assert "承诺 5个工作日" in page


def test_before_any_answer_all_materials_are_there_with_their_situation(portal: Portal) -> None:
    page = portal.read("guide", portal.item(31).pk)
    assert "一共 9 样，有几样看情形才要" in page
    assert "“谁来办？”答“家人或别人代办”的才要带" in page


def test_answers_leave_only_what_this_person_brings(portal: Portal) -> None:
    page = portal.read("guide", portal.item(31).pk, **SELF)
    assert "您要带这 5 样" in page
    assert "委托书" not in page
    page = portal.read("guide", portal.item(31).pk, **SELF | {"who": "agent"})
    assert "您要带这 7 样" in page
    assert "老人写的委托书" in page


def test_half_of_the_answers_leaves_what_may_still_be_needed(portal: Portal) -> None:
    page = portal.read("guide", portal.item(31).pk, who="self")
    assert "还剩 7 样，再答完其他问题就准了" in page


def test_an_invented_answer_in_the_address_changes_nothing(portal: Portal) -> None:
    page = portal.read("guide", portal.item(31).pk, who="<script>", residence="x", nothing="y")
    assert "一共 9 样" in page
    assert "script" not in page


def test_with_htmx_only_the_materials_come(portal: Portal) -> None:
    answer = portal.get("guide", portal.item(31).pk, htmx=True, **SELF)
    text = answer.content.decode()
    assert "您要带这 5 样" in text
    assert "<html" not in text
    assert "什么条件" not in text


def test_the_paper_carries_the_answers_and_a_box_for_each_material(portal: Portal) -> None:
    answer = portal.get("paper", portal.item(31).pk, htmx=False, **SELF)
    page = answer.content.decode()
    assert page.count("☐") == 5
    assert "谁来办？" in page
    assert "以当地公布为准。" in page
    assert "<img" not in page  # no code without an address that phones reach


def test_the_papers_code_leads_back_to_the_page(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.PUBLIC_URL", "https://hall.example.gov.cn")
    monkeypatch.setattr("yizhan.portal.views.qr_image", "data:,{}".format)
    page = portal.get("paper", portal.item(31).pk).content.decode()
    address = reverse("portal:guide", args=[portal.cast.hall.pk, portal.item(31).pk])
    assert f'src="data:,https://hall.example.gov.cn{address}"' in page


def test_an_english_reader_gets_labels_and_summary_and_is_told_what_is_chinese_only(portal: Portal) -> None:
    portal.reads_english()
    answer = portal.get("guide", portal.item(31).pk)
    raw = answer.content.decode()
    page = words(raw)
    for told in (
        "Old-age allowance (70 and over)",
        "People aged 70 or over",
        "published in Chinese only",
        "What to bring",
        "1 original, 2 copies",
        "Free of charge",
        "individuals",
        "We promise no time limit set",
        "Checked on 2026-11-01",
        "The local announcement applies",
    ):
        assert told in page, told
    assert '<html lang="en"' in raw
    assert '<span lang="zh-Hans">老人本人身份证</span>' in raw


def test_a_place_and_a_phone_come_from_the_hall_where_the_guide_names_none(portal: Portal) -> None:
    Unit.objects.filter(pk=portal.cast.hall.pk).update(address="某某路9号", phone="029-00000000")
    assert "某某路9号" in portal.read("guide", portal.item(31).pk)
    publish(portal, 31, place="二楼3号窗口", phone="029-11111111")
    page = portal.read("guide", portal.item(31).pk)
    assert "地点 二楼3号窗口" in page
    assert "咨询电话 029-11111111" in page


def test_a_closed_matter_tells_why_and_where_to_ask(portal: Portal) -> None:
    one = portal.item(31)
    actions.close_item(one, reason="搬迁，12月1日恢复", by=portal.cast.director.actor, at=at(9))
    page = portal.read("guide", one.pk)
    assert "本厅现在不办这一项。 搬迁，12月1日恢复" in page
    assert "身份证" not in page
    assert "本厅现在不办这一项" in portal.read("paper", one.pk)


def test_a_matter_that_is_not_in_the_hall_says_so_with_the_reason(portal: Portal) -> None:
    one = portal.item(31)
    actions.set_admission(
        one,
        admission=Admission.ABSENT,
        nature=Nature.VERTICAL,
        responsible_body=None,
        reason="请到区政务大厅",
        by=portal.cast.director.actor,
        at=at(9),
    )
    assert "这一项不在本厅办。 请到区政务大厅" in portal.read("guide", one.pk)


def test_a_matter_without_a_guide_says_that_none_is_published(portal: Portal) -> None:
    assert "这一项的办事指南还没有公布。" in portal.read("guide", portal.item(6).pk)
    assert "还没有公布" in portal.read("paper", portal.item(6).pk)


def test_html_in_a_guide_is_shown_as_text(portal: Portal) -> None:
    publish(portal, 31, summary="<b>粗</b><script>alert(1)</script>")
    page = portal.get("guide", portal.item(31).pk).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_another_halls_matter_and_an_unknown_one_are_not_there(portal: Portal) -> None:
    at_station = portal.item(5, portal.cast.station)
    assert portal.get("guide", at_station.pk).status_code == 404
    assert portal.get("paper", uuid4()).status_code == 404
    assert portal.client.get(f"/h/{uuid4()}/").status_code == 404


def test_no_page_carries_inline_style_or_script(portal: Portal) -> None:
    one = portal.item(31).pk
    for page, args in (
        ("home", []),
        ("items", []),
        ("search", []),
        ("about", []),
        ("guide", [one]),
        ("paper", [one]),
    ):
        text = portal.get(page, *args).content.decode()
        assert " style=" not in text, page
        assert "onclick=" not in text, page
        assert "<script>" not in text, page


def publish(portal: Portal, number: int, **changes: object) -> None:
    by = portal.cast.director.actor
    draft = actions.draft_version(portal.item(number), by=by, at=at(9))
    before = content_of(ItemVersion.objects.get(pk=draft.pk))
    after = dataclasses.replace(before, **changes)  # type: ignore[arg-type]
    draft = actions.change_draft(draft, after, seen=before.digest(), by=by, at=at(9))
    actions.publish_version(draft, by=by, at=at(9))
