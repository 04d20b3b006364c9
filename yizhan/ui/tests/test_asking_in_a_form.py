"""Forms: everything tied together for screen readers, errors in everyday words."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django import forms

from yizhan.ui.plain_forms import PlainForm
from yizhan.ui.tests.test_wording_times_and_numbers import shown


class Application(PlainForm):
    """One field of each kind that has words of its own."""

    name = forms.CharField(label="姓名", max_length=4)
    phone = forms.CharField(label="手机号", help_text="只用于叫号。", required=False)
    way = forms.ChoiceField(
        label="领取方式", choices=[("1", "自取"), ("2", "邮寄")], widget=forms.RadioSelect
    )
    count = forms.IntegerField(label="件数", min_value=1, max_value=99)
    on = forms.DateField(label="日期", required=False)
    agreed = forms.BooleanField(label="情况属实")
    own = forms.CharField(label="查询码", error_messages={"required": "请看小票右下角的查询码。"})


GOOD = {"name": "张某", "way": "1", "count": "2", "agreed": "on", "own": "X"}


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"name": ""}, "name", "请填写“姓名”。"),
        ({"name": "欧阳某某某"}, "name", "“姓名”最多 4 个字，现在是 5 个。"),
        ({"name": "张\0"}, "name", "“姓名”里有看不见的控制符，请删掉重新打。"),
        ({"way": ""}, "way", "请选择“领取方式”。"),
        ({"way": "9"}, "way", "“领取方式”里没有这一项，请重新选。"),
        ({"count": "三"}, "count", "“件数”要填整数。"),
        ({"count": "100"}, "count", "“件数”不能大于 99。"),
        ({"count": "0"}, "count", "“件数”不能小于 1。"),
        ({"on": "昨天"}, "on", "“日期”要写成 2026-11-23 这样。"),
        ({"agreed": ""}, "agreed", "请先勾选“情况属实”。"),
        ({"own": ""}, "own", "请看小票右下角的查询码。"),
    ],
)
def test_an_error_names_the_field_and_the_remedy(changed: dict[str, str], field: str, said: str) -> None:
    assert Application(GOOD | changed).errors[field] == [said]


def test_errors_are_english_on_an_english_page() -> None:
    assert Application(GOOD | {"name": ""}, english=True).errors["name"] == ["Please fill in “姓名”."]
    assert Application(GOOD, english=True).is_valid()


def test_two_forms_of_one_class_do_not_share_their_words() -> None:
    Application(GOOD, english=True)
    assert Application(GOOD | {"name": ""}).errors["name"] == ["请填写“姓名”。"]


def test_label_hint_and_error_are_tied_to_the_field() -> None:
    html = shown("{% field form.phone %}", form=Application(GOOD))
    assert '<label for="id_phone">' in html
    assert 'id="id_phone_helptext"' in html
    assert 'aria-describedby="id_phone_helptext"' in html
    assert "（可不填）" in html
    wrong = shown('{% field form.name "和身份证上一样" %}', form=Application({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in wrong
    assert 'aria-invalid="true"' in wrong
    assert 'id="id_name_error"' in wrong


def test_a_group_of_choices_has_a_legend_and_its_error() -> None:
    html = shown("{% field form.way %}", form=Application({}))
    assert "<legend>领取方式</legend>" in html
    assert 'aria-describedby="id_way_error"' in html


def test_every_link_of_the_error_summary_leads_to_an_existing_field() -> None:
    form = Application({})
    html = shown("{% errors form %}{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    links = re.findall(r'href="#([^"]+)"', html)
    assert len(links) == len(form.errors)
    assert set(links) <= set(re.findall(r' id="([^"]+)"', html))


def test_a_form_without_errors_has_no_summary() -> None:
    assert shown("{% errors form %}", form=Application(GOOD)).strip() == ""


def test_every_form_of_an_act_carries_its_own_key() -> None:
    first, second = (re.findall(r'value="([^"]+)"', shown("{% request_key %}"))[0] for _ in range(2))
    assert UUID(first) != UUID(second)
