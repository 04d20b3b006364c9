"""Names by the guideline, and cleaned statistical names: pure tables."""

from __future__ import annotations

import csv

import pytest

from yizhan.orgs.actions.divisions import REFERENCE
from yizhan.orgs.rules.names import (
    centre_name,
    cleaned_community_name,
    cleaned_village_name,
    name_departures,
    station_name,
)

pytestmark = pytest.mark.clause("2.2")


@pytest.mark.parametrize(
    ("district", "town", "expected"),
    [
        ("未央区", "谭家街道", "未央区谭家街道便民服务中心"),
        ("蓝田县", "汤峪镇", "蓝田县汤峪镇便民服务中心"),
        ("西安市未央区", "谭家街道", "未央区谭家街道便民服务中心"),  # never with the city in front
        ("临潼区", "骊山景区管理局", "临潼区骊山景区管理局便民服务中心"),
    ],
)
def test_a_centre_is_named_by_district_and_town(district: str, town: str, expected: str) -> None:
    assert centre_name(district, town).whole == expected


@pytest.mark.parametrize(
    ("town", "community", "expected"),
    [
        ("谭家街道", "谭家社区", "谭家街道谭家社区便民服务站"),
        ("汤峪镇", "高堡村", "汤峪镇高堡村便民服务站"),
    ],
)
def test_a_station_is_named_by_town_and_community(town: str, community: str, expected: str) -> None:
    assert station_name(town, community).whole == expected


@pytest.mark.parametrize(
    ("sign_name", "word"),
    [
        ("西安市未央区谭家街道便民服务中心", "不加“西安市”"),
        ("谭家街道便民服务中心", "从“未央区”写起"),
        ("未央区街道便民服务中心", "应有“谭家街道”"),
        ("未央区谭家街道党群服务中心", "末尾应为“便民服务中心”"),
        ("未央区谭家街道为民服务中心", "末尾应为“便民服务中心”"),
        ("未央区谭家街道政务便民服务中心", "多了别的字"),
    ],
)
def test_each_departure_of_a_sign_is_a_sentence_of_its_own(sign_name: str, word: str) -> None:
    departures = name_departures(sign_name, centre_name("未央区", "谭家街道"))
    assert [sentence for sentence in departures if word in sentence]
    assert departures[-1] == "按指导意见，名称应为“未央区谭家街道便民服务中心”。"


def test_the_guidelines_name_departs_in_nothing() -> None:
    assert name_departures("谭家街道谭家社区便民服务站", station_name("谭家街道", "谭家社区")) == []


@pytest.mark.parametrize(
    ("statistical", "everyday"),
    [
        ("方新社区居委会", "方新社区"),
        ("海荣豪佳社区居民委员会", "海荣豪佳社区"),
        ("北康居委会", "北康社区"),
        ("西庄居民委员会", "西庄社区"),
        ("康城社区", "康城社区"),
        ("西十里铺村社区委会", "西十里铺村社区"),  # typing errors of the statistical list
        ("浐灞新天地赵村社区居民委会", "浐灞新天地赵村社区"),
    ],
)
def test_a_community_is_called_by_its_everyday_name(statistical: str, everyday: str) -> None:
    assert cleaned_community_name(statistical) == everyday


@pytest.mark.parametrize(
    ("statistical", "everyday"),
    [
        ("高楼村委会", "高楼村"),
        ("高楼村民委员会", "高楼村"),
        ("高楼村", "高楼村"),
        ("高楼村村委会", "高楼村"),
    ],
)
def test_a_village_is_called_by_its_everyday_name(statistical: str, everyday: str) -> None:
    assert cleaned_village_name(statistical) == everyday


def test_every_short_name_of_the_list_is_its_cleaned_name() -> None:
    clean = {"社区": cleaned_community_name, "村": cleaned_village_name}
    with (REFERENCE / "divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in clean]
    assert len(rows) == 1447 + 1775
    assert [row["name"] for row in rows if clean[row["kind"]](row["name"]) != row["short_name"]] == []
