"""The staff screens: the register, an item, opening and closing, import with preview; without scripts."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yizhan.catalog import actions
from yizhan.catalog.models import ItemImport, ServiceItem
from yizhan.catalog.spreadsheet import read_table, written_csv
from yizhan.catalog.states import Admission, ItemStatus
from yizhan.catalog.tests.browsing import Screen, words
from yizhan.catalog.tests.conftest import Catalogue
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast, Member

pytestmark = pytest.mark.usefixtures("screens")

OWN = {"name": "代办居住证", "item_type": "公共服务", "business_line": "其他"}


def table(*rows: dict[str, str], name: str = "事项.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, written_csv(rows), "text/csv")


@pytest.mark.clause("4.1", "A3")
def test_a_new_hall_takes_its_list_up_with_one_press(cast: Cast, lists: None) -> None:
    director = Screen(cast.director)
    page = words(director.read("items", cast.hall.pk))
    assert "还没有列入任何事项" in page
    assert "清单上有，本厅目录里没有" in page
    page = director.send("adopt", cast.hall.pk)
    assert "已列入52个事项" in page
    assert "共 52 项" in page


@pytest.mark.clause("4.1")
def test_breaches_stand_red_in_the_register_and_the_share_falls(catalogue: Catalogue) -> None:
    director = Screen(catalogue.cast.director)
    hall = catalogue.cast.hall.pk
    assert "本级事项都在厅里" in director.read("items", hall)
    typed = {"nature": "own", "admission": "absent", "reason": "窗口改造"}
    assert "进驻方式已改为“未进驻”" in director.send("admission", catalogue.item(31).pk, **typed)
    page = director.read("items", hall, state="breach")
    assert '<tr class="breach">' in page
    assert "本级事项未进驻" in page
    assert "窗口改造" in page
    assert "97<small>%" in page
    assert "找到 1 项" in page


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "gl"}, "高龄补贴"),
        ({"q": "31"}, "高龄补贴"),
        ({"q": "老人钱"}, "高龄补贴"),
        ({"line": "veterans"}, "光荣院入住"),
        ({"type": "04"}, "生活垃圾处理费"),
        ({"state": "closed"}, "再生育审批"),
        ({"state": "no_guide"}, "造林补助"),
    ],
)
def test_the_list_is_filtered(catalogue: Catalogue, asked: dict[str, str], found: str) -> None:
    page = Screen(catalogue.cast.clerk).read("items", catalogue.cast.hall.pk, **asked)
    assert found in page
    assert "共 52 项，按印发清单的次序" not in page


def test_a_search_without_result_offers_the_whole_list(catalogue: Catalogue) -> None:
    page = Screen(catalogue.cast.clerk).read("items", catalogue.cast.hall.pk, q="护照")
    assert "没有这样的事项" in page


def test_an_item_is_closed_with_a_reason_and_opened_again(catalogue: Catalogue) -> None:
    director, one = Screen(catalogue.cast.director), catalogue.item(31)
    assert "停办原因" in director.refused("close", one.pk, reason=" ")
    assert "已停办" in director.send("close", one.pk, reason="搬迁，12月1日恢复")
    assert "搬迁，12月1日恢复" in director.read("item", one.pk)
    assert "已开办" in director.send("open", one.pk)
    assert catalogue.item(31).is_open


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"admission": "absent"}, "未进驻要写明原因"),
        ({"admission": "entrusted"}, "委托受理要选是哪个单位委托的"),
        ({"admission": "elsewhere"}, "“进驻方式”里没有这一项，请重新选。"),
        ({"admission": "direct", "responsible_body": str(uuid4())}, "“实施主体”里没有这一项，请重新选。"),
        ({"admission": "absent", "reason": "长" * 121}, "“未进驻原因”最多 120 个字"),
    ],
)
def test_a_wrong_admission_comes_back_with_what_was_typed(
    catalogue: Catalogue, typed: dict[str, str], wrong: str
) -> None:
    page = Screen(catalogue.cast.director).refused("admission", catalogue.item(31).pk, nature="own", **typed)
    assert "还有几处要改一下" in page
    assert typed.get("reason", "") in page
    assert catalogue.item(31).admission == Admission.DIRECT


def test_the_hall_itself_is_not_offered_as_responsible(catalogue: Catalogue) -> None:
    page = Screen(catalogue.cast.director).read("item", catalogue.item(31).pk)
    assert f'<option value="{catalogue.cast.hall.pk}"' not in page
    assert f'<option value="{catalogue.item(31).responsible_body_id}" selected>' in page


def test_an_item_is_marked_with_note_and_basis(catalogue: Catalogue) -> None:
    director, one = Screen(catalogue.cast.director), catalogue.item(31)
    assert "存疑或停办的事项要写明" in director.refused("mark", one.pk, status="stopped", note="", basis="")
    assert "已标为“停办”" in director.send("mark", one.pk, status="stopped", note="并入别项", basis="某令")
    assert catalogue.item(31).item.status == ItemStatus.STOPPED


def test_progress_is_kept_off_the_boards(catalogue: Catalogue) -> None:
    director, one = Screen(catalogue.cast.director), catalogue.item(31)
    assert "办理进度不再上屏" in director.send("sensitive", one.pk, is_sensitive="yes")
    assert catalogue.item(31).is_sensitive


def test_a_stale_page_is_told_what_the_state_is(catalogue: Catalogue) -> None:
    director, one = Screen(catalogue.cast.director), catalogue.item(31)
    director.send("close", one.pk, reason="搬迁")
    assert "现在的状态是“已停办”" in director.send("close", one.pk, reason="别的")
    assert catalogue.item(31).closed_reason == "搬迁"


def test_a_table_is_previewed_row_by_row_and_written_on_confirmation(catalogue: Catalogue) -> None:
    director, hall = Screen(catalogue.cast.director), catalogue.cast.hall.pk
    page = director.send(
        "upload", hall, table=table(OWN, {"numbers": "31", "promised": "5个工作日"}, {"name": "缺类型"})
    )
    assert "逐行对照：还没有写入" in page
    assert "新增 1 行" in page
    assert "承诺时限 （空） → 5个工作日" in page
    assert "缺少：事项类型、业务条线。" in page
    assert not ServiceItem.objects.filter(name="代办居住证").exists()
    pending = ItemImport.objects.get()
    assert "已读入，还没有写入" in director.read("items", hall)
    assert "已写入事项目录" in director.send("write_import", pending.pk)
    assert "已写入事项目录" in director.send("write_import", pending.pk)  # a second press
    assert ServiceItem.objects.filter(name="代办居住证").count() == 1


def test_a_table_that_is_none_is_refused_in_place(catalogue: Catalogue) -> None:
    director, hall = Screen(catalogue.cast.director), catalogue.cast.hall.pk
    page = director.refused("upload", hall, table=SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no table"))
    assert "这个文件已损坏，打不开。" in page
    assert "请先选一个文件" in director.refused("upload", hall)
    assert ItemImport.objects.count() == 0


def test_an_import_is_put_away(catalogue: Catalogue) -> None:
    director = Screen(catalogue.cast.director)
    director.send("upload", catalogue.cast.hall.pk, table=table(OWN))
    assert "这次导入已放弃" in director.send("discard_import", ItemImport.objects.get().pk)


def test_the_catalogue_is_taken_out_as_excel_and_csv(catalogue: Catalogue) -> None:
    clerk, hall = Screen(catalogue.cast.clerk), catalogue.cast.hall.pk
    for page in ("export_xlsx", "export_csv"):
        answer = clerk.get(page, hall)
        assert "attachment" in answer.headers["Content-Disposition"]
        rows, unknown = read_table(answer.content)
        assert (len(rows), unknown) == (52, [])
    assert clerk.get("template").content.startswith(b"PK")


def test_everybody_of_the_hall_reads_and_only_editors_get_buttons(catalogue: Catalogue) -> None:
    clerk, one = Screen(catalogue.cast.clerk), catalogue.item(31)
    for page in (clerk.read("items", catalogue.cast.hall.pk), clerk.read("item", one.pk)):
        assert "导入" not in words(page)
        assert "停办这一项" not in page
    for address, typed in (("close", {"reason": "试"}), ("open", {}), ("begin_draft", {}), ("mark", {})):
        assert clerk.post(address, one.pk, **typed).status_code in {302, 403}
    assert clerk.get("upload", catalogue.cast.hall.pk).status_code == 403
    assert catalogue.item(31).is_open
    assert catalogue.item(31).versions.count() == 1


def test_another_halls_catalogue_does_not_exist(catalogue: Catalogue, other_director: Member) -> None:
    actions.adopt_items(catalogue.cast.other_hall, by=SYSTEM, at=SET_UP)
    stranger, one = Screen(other_director), catalogue.item(31)
    version = one.versions.get()
    pending = actions.read_import(
        catalogue.cast.hall, "x.csv", written_csv([OWN]), by=catalogue.by, at=SET_UP
    )
    for page, key in (
        ("items", catalogue.cast.hall.pk), ("item", one.pk), ("version", version.pk), ("import", pending.pk),
        ("export_csv", catalogue.cast.hall.pk), ("upload", catalogue.cast.hall.pk), ("draft", version.pk),
    ):  # fmt: skip
        assert stranger.get(page, key).status_code == 404, page
    for page, key in (("close", one.pk), ("write_import", pending.pk), ("publish", version.pk)):
        assert stranger.post(page, key, reason="试").status_code == 404, page


def test_the_station_reads_its_own_and_the_centre_both(catalogue: Catalogue) -> None:
    worker, director = Screen(catalogue.cast.station_worker), Screen(catalogue.cast.director)
    assert worker.get("start").headers["Location"].endswith(f"/{catalogue.cast.station.pk}/")
    assert worker.get("items", catalogue.cast.hall.pk).status_code == 404
    assert "共 49 项" in words(director.read("items", catalogue.cast.station.pk))
