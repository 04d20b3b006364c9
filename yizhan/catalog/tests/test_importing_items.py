"""Items from Excel or CSV: a preview row by row, written on confirmation only, once, and never stale."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from yizhan.catalog import actions, selectors
from yizhan.catalog.models import Implementation, ItemImport, ItemVersion, ServiceItem
from yizhan.catalog.refusals import ImportStale, NothingToWrite, TableUnreadable
from yizhan.catalog.rules.importing import Verdict
from yizhan.catalog.spreadsheet import written_csv, written_xlsx
from yizhan.catalog.states import ImportState, VersionState
from yizhan.catalog.tests.conftest import Catalogue
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import NotYours, StaleState
from yizhan.testing.cast import SET_UP, Member, at
from yizhan.testing.races import at_once

OWN = {
    "name": "代办居住证",
    "item_type": "公共服务",
    "business_line": "其他",
    "everyday_words": "居住证 暂住证",
}


def upload(catalogue: Catalogue, *rows: dict[str, str]) -> ItemImport:
    return actions.read_import(catalogue.cast.hall, "事项.csv", written_csv(rows), by=catalogue.by, at=at(9))


def write(catalogue: Catalogue, pending: ItemImport, key: str = "") -> ItemImport:
    return actions.write_import(pending, by=catalogue.by, at=at(9, 5), request_key=key)


def verdicts(pending: ItemImport) -> list[tuple[int, Verdict]]:
    return [(line.line, line.verdict) for line in selectors.lines_of(pending)]


def test_the_preview_tells_what_becomes_of_each_row_and_writes_nothing(catalogue: Catalogue) -> None:
    before = (ServiceItem.objects.count(), Implementation.objects.count(), ItemVersion.objects.count())
    pending = upload(
        catalogue,
        OWN,
        {"numbers": "31", "name": "70岁以上高龄保健补贴审核转报", "promised": "5个工作日"},
        {"numbers": "22"},
        {"numbers": "22", "place": "二楼"},
        {"name": "没有类型的事项"},
    )
    assert verdicts(pending) == [
        (2, Verdict.ADDED),
        (3, Verdict.CHANGED),
        (4, Verdict.SAME),
        (5, Verdict.REFUSED),
        (6, Verdict.REFUSED),
    ]
    assert selectors.lines_of(pending)[4].reasons == ("缺少：事项类型、业务条线。",)
    assert (
        ServiceItem.objects.count(),
        Implementation.objects.count(),
        ItemVersion.objects.count(),
    ) == before


def test_confirmation_writes_what_the_preview_showed(catalogue: Catalogue) -> None:
    pending = upload(catalogue, OWN, {"numbers": "31", "promised": "5个工作日", "short_name": "老年补贴"})
    write(catalogue, pending)
    added = Implementation.objects.select_related("item").get(item__name="代办居住证")
    assert (added.unit, added.is_open, added.item.business_line) == (catalogue.cast.hall, True, "other")
    assert added.responsible_body == catalogue.item(31).responsible_body
    assert catalogue.item(31).item.short_name == "老年补贴"
    versions = catalogue.item(31).versions.order_by("number")
    assert [(one.number, one.state) for one in versions] == [
        (1, VersionState.SUPERSEDED),
        (2, VersionState.PUBLISHED),
    ]
    assert versions[1].promised_limit == 5
    assert versions[1].materials.count() == versions[0].materials.count()
    assert versions[0].promised_limit is None
    entry = Entry.objects.get(act="catalog.import_written")
    assert entry.facts == {"added": 1, "changed": 1}


def test_refused_rows_are_left_out_and_the_others_written(catalogue: Catalogue) -> None:
    pending = upload(catalogue, {"name": "没有类型的事项"}, {"numbers": "31", "place": "一楼"})
    write(catalogue, pending)
    assert not ServiceItem.objects.filter(name="没有类型的事项").exists()
    assert catalogue.item(31).versions.get(state=VersionState.PUBLISHED).place == "一楼"


@pytest.mark.parametrize("written", [written_csv, written_xlsx])
def test_the_exported_catalogue_comes_back_as_nothing_changed(
    catalogue: Catalogue, written: Callable[..., bytes]
) -> None:
    rows = [
        dict(one.cells)
        for one in selectors.catalogue_of(catalogue.cast.hall, catalogue.by)
        if one.is_taken_up
    ]
    pending = actions.read_import(catalogue.cast.hall, "目录", written(rows), by=catalogue.by, at=at(9))
    assert {verdict for _, verdict in verdicts(pending)} == {Verdict.SAME}
    assert len(pending.rows) == 52
    with pytest.raises(NothingToWrite):
        write(catalogue, pending)
    assert Entry.objects.filter(act="catalog.import_written").count() == 0


def test_an_own_item_is_absent_with_a_reason_only(catalogue: Catalogue) -> None:
    pending = upload(catalogue, {"numbers": "31", "admission": "未进驻", "admission_reason": "窗口改造"})
    write(catalogue, pending)
    assert [row.printed_numbers for row in selectors.breaches(catalogue.cast.hall)] == ["31"]


def test_an_item_of_the_list_that_the_hall_lacks_is_taken_up_by_its_row(catalogue: Catalogue) -> None:
    catalogue.item(48).delete()
    catalogue.item(44).delete()
    pending = upload(catalogue, {"numbers": "44"}, {"numbers": "48"})
    assert verdicts(pending) == [(2, Verdict.ADDED), (3, Verdict.ADDED)]
    write(catalogue, pending)
    assert catalogue.item(44).is_open
    ended = catalogue.item(48)
    assert (ended.is_open, ended.closed_reason) == (False, ended.item.note)


def test_who_is_responsible_for_another_bodys_item_is_not_guessed(catalogue: Catalogue) -> None:
    write(catalogue, upload(catalogue, OWN | {"nature": "垂管部门事项", "admission": "直接进驻"}))
    assert Implementation.objects.get(item__name="代办居住证").responsible_body is None


def test_a_repeated_confirmation_is_done_once_and_gets_the_first_result(catalogue: Catalogue) -> None:
    pending = upload(catalogue, OWN)
    first = write(catalogue, pending, key="click")
    second = write(catalogue, pending, key="click")
    assert first == second
    assert ServiceItem.objects.filter(name="代办居住证").count() == 1
    with pytest.raises(StaleState, match="已写入"):
        write(catalogue, pending, key="another click")


def test_a_catalogue_that_changed_meanwhile_is_not_overwritten(catalogue: Catalogue) -> None:
    pending = upload(catalogue, {"numbers": "31", "place": "一楼"}, {"numbers": "22", "place": "一楼"})
    catalogue.published(31, place="三楼")
    with pytest.raises(ImportStale, match=r"第2行"):
        write(catalogue, pending)
    pending.refresh_from_db()
    assert pending.state == ImportState.PREVIEWED
    assert catalogue.item(22).versions.get(state=VersionState.PUBLISHED).place == ""


def test_a_draft_begun_meanwhile_stops_the_writing(catalogue: Catalogue) -> None:
    pending = upload(catalogue, {"numbers": "31", "place": "一楼"})
    catalogue.draft(31)
    with pytest.raises(ImportStale):
        write(catalogue, pending)


def test_a_preview_that_was_put_away_is_not_written(catalogue: Catalogue) -> None:
    pending = upload(catalogue, OWN)
    actions.discard_import(pending, by=catalogue.by, at=at(9, 1))
    with pytest.raises(StaleState, match="已放弃"):
        write(catalogue, pending)


def test_a_broken_file_harms_nothing(catalogue: Catalogue) -> None:
    with pytest.raises(TableUnreadable):
        actions.read_import(catalogue.cast.hall, "x.xlsx", b"PK\x03\x04junk", by=catalogue.by, at=at(9))
    assert ItemImport.objects.count() == 0
    assert Entry.objects.filter(act="catalog.import_read").count() == 0


def test_what_another_hall_uses_too_is_not_changed(catalogue: Catalogue) -> None:
    actions.adopt_items(catalogue.cast.other_hall, by=SYSTEM, at=SET_UP)
    pending = upload(
        catalogue, {"numbers": "31", "short_name": "老年补贴"}, {"numbers": "22", "place": "一楼"}
    )
    assert verdicts(pending) == [(2, Verdict.REFUSED), (3, Verdict.CHANGED)]


def test_only_those_who_keep_the_catalogue_import(catalogue: Catalogue, other_director: Member) -> None:
    pending = upload(catalogue, OWN)
    for who in (catalogue.cast.clerk, other_director):
        with pytest.raises(NotYours):
            actions.read_import(catalogue.cast.hall, "x.csv", written_csv([OWN]), by=who.actor, at=at(9))
        with pytest.raises(NotYours):
            actions.write_import(pending, by=who.actor, at=at(9))
    assert list(selectors.imports_visible_to(other_director.actor)) == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_clicks_in_the_same_instant_write_once(catalogue: Catalogue) -> None:
    pending = upload(catalogue, OWN, {"numbers": "31", "place": "一楼"})

    def click() -> Any:
        return write(catalogue, ItemImport.objects.select_related("unit").get(pk=pending.pk))

    outcomes = at_once([click] * 8)
    assert sum(isinstance(one, ItemImport) for one in outcomes) == 1
    assert sum(isinstance(one, StaleState) for one in outcomes) == 7
    assert ServiceItem.objects.filter(name="代办居住证").count() == 1
    assert catalogue.item(31).versions.count() == 2


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_editors_in_the_same_instant_begin_one_draft(catalogue: Catalogue) -> None:
    item = catalogue.item(31)
    outcomes = at_once([lambda: actions.draft_version(item, by=catalogue.by, at=at(9))] * 8)
    assert sum(isinstance(one, ItemVersion) for one in outcomes) == 1
    assert item.versions.filter(state=VersionState.DRAFT).count() == 1
