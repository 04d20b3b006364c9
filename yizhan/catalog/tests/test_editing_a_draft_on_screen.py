"""The editor of a guide: what was typed is kept, whatever is wrong; published only after a look."""

from __future__ import annotations

from typing import Any

import pytest

from yizhan.catalog.models import ItemVersion
from yizhan.catalog.states import VersionState
from yizhan.catalog.tests.browsing import Screen, fields_of, words
from yizhan.catalog.tests.conftest import Catalogue

pytestmark = [pytest.mark.usefixtures("screens"), pytest.mark.clause("7.3")]


def _step(number: int, **fields: Any) -> dict[str, Any]:
    """The fields of one row of the review route as somebody fills them in."""
    row = {"name": "", "kind": "review", "mode": "any", "limit_workdays": "", "key": "", **fields}
    return {f"review_steps-{number}-{name}": value for name, value in row.items()}


class Editor:
    """The director before the draft of item 31."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.screen = Screen(catalogue.cast.director)
        self.screen.send("begin_draft", catalogue.item(31).pk)
        self.pk = catalogue.item(31).versions.get(state=VersionState.DRAFT).pk
        self.typed: dict[str, Any] = fields_of(self.screen.read("draft", self.pk), "draft")

    def save(self, **changes: Any) -> str:
        """Send the editor's form with these fields typed otherwise."""
        return self.screen.send("draft", self.pk, **self.typed | changes)

    def refused(self, **changes: Any) -> str:
        """Send it where something is wrong."""
        return self.screen.refused("draft", self.pk, **self.typed | changes)

    def reopen(self) -> None:
        """Open the draft again, as it was saved."""
        self.typed = fields_of(self.screen.read("draft", self.pk), "draft")

    def says(self) -> Any:
        """What the draft says now."""
        return self.catalogue.says(self.pk)


@pytest.fixture
def editor(catalogue: Catalogue) -> Editor:
    return Editor(catalogue)


def test_saving_without_a_change_changes_nothing(editor: Editor) -> None:
    before = editor.says()
    page = editor.save()
    assert "草稿已存" in page
    assert editor.says() == before
    assert len(before.materials) > 5


def test_every_part_is_changed_added_and_removed(editor: Editor) -> None:
    before = editor.says()
    editor.save(**{
        "summary": "新的一句话。",
        "conditions": "甲\n\n乙\n",
        "statutory": "20 工作日",
        "promised": "当场",
        "charged": "yes",
        "fee_text": "10元",
        "checked_on": "2026-11-20",
        "audience": ["1", "6"],
        f"flow-{len(before.flow)}-step": "最后一步",
        "flow-0-DELETE": "on",
        "basis-0-title": "",
        f"materials-{len(before.materials)}-name": "新材料",
        f"materials-{len(before.materials)}-need": "optional",
        f"materials-{len(before.materials)}-copies": "3",
        f"situations-{len(before.situations)}-question": "有没有手机？",
        f"situations-{len(before.situations)}-answers": "有\n没有",
    })  # fmt: skip
    after = editor.says()
    assert (after.summary, after.conditions, after.audience) == ("新的一句话。", ("甲", "乙"), ("1", "6"))
    assert (after.statutory.value, after.promised.value) == (20, 0)
    assert (after.is_charged, after.fee_text, str(after.checked_on)) == (True, "10元", "2026-11-20")
    assert [one.step for one in after.flow] == [*[one.step for one in before.flow[1:]], "最后一步"]
    assert after.basis == before.basis[1:]
    assert (after.materials[-1].name, after.materials[-1].copies) == ("新材料", 3)
    assert [option.text for option in after.situations[-1].options] == ["有", "没有"]


@pytest.mark.clause("4.2")
def test_the_way_of_a_case_is_written_put_in_order_and_cut_by_forms_alone(editor: Editor) -> None:
    editor.save(**{
        "answer_workdays": "3",
        "longest_extension": "0",
        "publicity_days": "7",
        "special_procedures": ["publicity", "hearing"],
        **_step(0, name="决定", kind="decision", posts=["approver"]),
        **_step(1, name="公示", kind="publicity", posts=["acceptance"]),
        **_step(2, name="入户调查", kind="site_check", posts=["approver", "director"], limit_workdays="5"),
        "review_steps-TOTAL_FORMS": "3",
    })  # fmt: skip
    says = editor.says()
    assert (says.answer_workdays, says.longest_extension, says.publicity_days) == (3, 0, 7)
    assert says.special_procedures == ("hearing", "publicity")
    assert [one.name for one in says.review_steps] == ["决定", "公示", "入户调查"]
    assert "“决定”要放在最后一步。" in words(editor.screen.read("version", editor.pk))

    keys = [one.key for one in says.review_steps]
    for key in (keys[0], keys[0]):
        editor.reopen()
        answer = editor.screen.post("draft", editor.pk, **editor.typed, move=f"down/{key}")
        assert answer.headers["Location"].endswith(f"/edit/#step-{key}")
    assert [one.name for one in editor.says().review_steps] == ["公示", "入户调查", "决定"]
    assert [one.key for one in editor.says().review_steps] == [*keys[1:], keys[0]]
    page = words(editor.screen.read("version", editor.pk))
    assert "公布前要先改好审核路线" not in page
    assert "入户调查（现场核查）：审批、中心（站）负责人，任一岗位，5个工作日" in page

    editor.reopen()
    editor.save(**{"review_steps-0-DELETE": "on", "review_steps-1-name": "入户", "publicity_days": ""})
    assert [(one.key, one.name) for one in editor.says().review_steps] == [
        (keys[2], "入户"), (keys[0], "决定"),
    ]  # fmt: skip


def test_a_reworded_answer_still_stands_for_its_materials(editor: Editor) -> None:
    before = editor.says()
    assert before.situations[0].options[1].text == "家人或别人代办"
    editor.save(**{"situations-0-answers": "老人自己来\n别人替老人办\n社区上门办"})
    after = editor.says()
    assert [option.key for option in after.situations[0].options][:2] == ["self", "agent"]
    assert [one.name for one in after.materials if one.when == "who/agent"] == [
        "老人写的委托书",
        "代办人身份证",
    ]


def test_a_material_of_a_removed_question_is_asked_for_again_and_nothing_is_lost(editor: Editor) -> None:
    page = editor.refused(**{"situations-0-DELETE": "on", "summary": "打了一半的字"})
    assert "原来选的情形已经改了，请重选。" in page
    assert "打了一半的字" in page
    assert editor.says().summary != "打了一半的字"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"statutory": "15天", "promised": "16天"}, "超过了法定时限15天"),
        ({"statutory": "15天", "promised": "10个工作日"}, "请把承诺时限也写成“天”"),
        ({"promised": "很快"}, "看不懂这个时限"),
        ({"summary": "长" * 301}, "“一句话说明”最多 300 个字，现在是 301 个。"),
        ({"conditions": "长" * 301}, "这一行太长：最多300个字"),
        ({"charged": "", "fee_text": "10元"}, "请选收费还是不收费"),
        ({"checked_on": "昨天"}, "请写成 2026-11-23 这样的日期"),
        ({"materials-0-copies": "-1"}, "材料 1：“复印件份数”不能小于 0。"),
        ({"materials-0-need": "situational"}, "“看情形”的材料要选是哪种情形"),
        ({"situations-0-answers": "只有一个"}, "至少写两个不同的选项"),
        ({"summary": "看不\x07见"}, "看不见的控制字符"),
        (_step(0, name="审", posts=["acceptance"]), "不能由综合受理岗位办，只能由审批"),
        (_step(0, name="审"), "“审”没有写由哪个岗位办"),
        (_step(0, posts=["approver"]), "请写这一步叫什么"),
        (_step(0, name="审", limit_workdays="0"), "环节 1：“几个工作日”不能小于 1。"),
        ({"publicity_days": "61"}, "“公示几天”不能大于 60。"),
        ({"special_procedures": ["none"]}, "里没有这一项，请重新选。"),
        ({"audience": ["99"]}, "“服务对象”里没有这一项，请重新选。"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    editor: Editor, changes: dict[str, Any], wrong: str
) -> None:
    before = editor.says()
    page = editor.refused(**{"result_name": "打了一半的字", **changes})
    assert wrong in words(page)
    assert "打了一半的字" in page
    assert editor.says() == before


def test_the_second_of_two_editors_keeps_his_typing_on_the_page(editor: Editor) -> None:
    editor.save(phone="029-1")
    page = editor.refused(summary="第二个人写的")
    assert "另一位同事改过它" in page
    assert "第二个人写的" in page
    assert editor.says().phone == "029-1"


def test_one_more_row_is_one_press(editor: Editor) -> None:
    answer = editor.screen.post("draft", editor.pk, **editor.typed, more="materials")
    assert answer.headers["Location"].endswith("/edit/#materials")


def test_the_draft_is_looked_at_and_published(editor: Editor) -> None:
    editor.save(summary="新的一句话。")
    page = editor.screen.read("version", editor.pk)
    assert "新的一句话。" in page
    assert "接着改" in page
    assert "第2版已公布" in editor.screen.send("publish", editor.pk)
    assert editor.screen.get("draft", editor.pk).status_code == 302  # it is no draft any more
    page = words(editor.screen.read("version", editor.pk))
    assert "公布的版本不再改动" in page
    assert "接着改" not in page


def test_a_published_version_is_not_saved_over_by_a_page_left_open(editor: Editor) -> None:
    editor.screen.send("publish", editor.pk)
    before = editor.says()
    editor.screen.post("draft", editor.pk, **editor.typed | {"summary": "迟了"})
    assert editor.says() == before
    assert ItemVersion.objects.get(pk=editor.pk).state == VersionState.PUBLISHED


def test_a_draft_is_given_up(editor: Editor) -> None:
    assert "草稿已放弃" in editor.screen.send("discard_draft", editor.pk)
    assert not ItemVersion.objects.filter(pk=editor.pk).exists()
