"""The units of the city: the real list, complete and in its tree."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from yizhan.journal.models import INSTALLATION, Entry
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions, selectors
from yizhan.orgs.actions.divisions import AS_OF, REFERENCE
from yizhan.orgs.models import Unit, UnitName, UnitPlace
from yizhan.orgs.refusals import ReferenceBroken
from yizhan.orgs.states import UnitKind
from yizhan.testing.cast import SET_UP, STREET

pytestmark = [pytest.mark.django_db, pytest.mark.clause("2.1")]
SECONDS = 10
"""Far above what it takes (about one second), so that a busy machine does not fail the test."""


def load(folder: Path = REFERENCE, within: tuple[str, ...] = ()) -> Unit:
    return actions.load_divisions(folder=folder, within=within, by=SYSTEM, at=SET_UP)


def test_the_whole_city_is_loaded_in_seconds_and_loading_again_adds_nothing() -> None:
    began = time.monotonic()
    city = load()
    assert time.monotonic() - began < SECONDS
    counts = {kind: Unit.objects.filter(kind=kind).count() for kind in UnitKind}
    assert counts[UnitKind.DISTRICT] == 13
    assert counts[UnitKind.STREET] + counts[UnitKind.TOWN] == 172
    assert counts[UnitKind.VILLAGE] == 1775
    assert counts[UnitKind.COMMUNITY] == 1447 + 1  # and 终南林场生活区
    assert counts[UnitKind.DEVELOPMENT_ZONE] == 7
    assert UnitName.objects.count() == UnitPlace.objects.count() == Unit.objects.count()
    load()
    assert Unit.objects.count() == sum(counts.values()) == UnitPlace.objects.count()
    first, again = Entry.objects.filter(act="orgs.divisions_loaded").order_by("position")
    assert (first.unit_id, first.subject_id) == (INSTALLATION, str(city.pk))
    assert (first.facts["added"], again.facts["added"]) == (3416, 0)


def test_a_street_stands_in_its_district_and_below_the_city() -> None:
    city = load(within=(STREET,))
    street = Unit.objects.get(division_code=STREET)
    place = selectors.place_of(street)
    assert place.parent is not None
    assert (street.name, place.parent.name) == ("谭家街道", "未央区")
    assert street.pk in selectors.subtree_of(city.pk)
    assert place.valid_from == AS_OF


def test_a_development_zone_manages_streets_of_a_district() -> None:
    load(within=("610113007",))
    place = selectors.place_of(Unit.objects.get(division_code="610113007"))
    assert place.parent is not None
    assert place.managed_by is not None
    assert place.parent.name == "雁塔区"
    assert place.managed_by.name == "西安高新技术产业开发区"
    assert place.managed_by.division_code == ""


def test_before_the_list_a_unit_had_no_name() -> None:
    load(within=(STREET,))
    street = Unit.objects.get(division_code=STREET)
    assert selectors.name_on(street.pk, date(2023, 6, 29)) is None
    assert str(selectors.name_on(street.pk, AS_OF)) == "谭家街道"


def test_what_was_renamed_here_is_not_overwritten_by_loading_again() -> None:
    load(within=(STREET,))
    street = Unit.objects.get(division_code=STREET)
    actions.rename(street, "新谭家街道", by=SYSTEM, at=SET_UP)
    load()
    street.refresh_from_db()
    assert street.name == "新谭家街道"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["3,6101,西安市,西安市,市,61", "4,610102,新城区,新城区,省,6101"], "不认识"),
        (["3,6101,西安市,西安市,市,61", "3,6101,西安市,西安市,市,61"], "重复"),
        (["3,6101,西安市,西安市,市,61", "5,610102001,西一路街道,西一路街道,街道,610102"], "不在前面"),
        ([], "空的"),
    ],
)
def test_a_broken_file_is_refused_and_nothing_is_written(
    tmp_path: Path, lines: list[str], problem: str
) -> None:
    text = "\n".join(["level,code,name,short_name,kind,parent", *lines])
    (tmp_path / "divisions.csv").write_text(text, encoding="utf-8")
    for name in ("other-units.csv", "development-zone-towns.csv"):
        (tmp_path / name).write_bytes((REFERENCE / name).read_bytes())
    with pytest.raises(ReferenceBroken, match=problem):
        load(tmp_path)
    assert not Unit.objects.exists()


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReferenceBroken):
        load(tmp_path)
    (tmp_path / "development-zone-towns.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReferenceBroken):
        load(tmp_path)
