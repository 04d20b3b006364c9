"""What lists show of a person."""

from __future__ import annotations

import pytest

from yizhan.lib import masking


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("", ""),
        ("佛", "*"),
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳", "欧*"),
        ("欧阳锋", "欧阳*"),
        ("欧阳娜娜", "欧阳**"),
        ("张王李四", "张***"),
        ("阿依古丽·买买提", "阿**·**"),
        ("阿依古丽•买买提", "阿**·**"),
        ("阿·买买提·吐尔逊", "阿*·**·**"),
        ("古丽巴哈尔", "古**"),
        ("John Smith", "J**"),
        ("Юрий", "Ю**"),
        ("𠮷田", "𠮷*"),
        ("王𱍊昊", "王**"),
        ("葛󠄀三", "葛󠄀*"),
        ("〇一", "〇*"),
        ("\ue000三", "\ue000*"),
    ],
)
def test_a_name_keeps_its_surname(full: str, shown: str) -> None:
    assert masking.name(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("61019919500312001X", "610199********001X"),
        ("E12345678", "E1*****78"),
        ("CAN110081092810", "CA***********10"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_number_hides_the_birthday(full: str, shown: str) -> None:
    assert masking.number(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("13800000000", "138****0000"),
        ("029-86510000", "029-****0000"),
        ("029-86510000转12", "029-****0000"),
        ("0911-2110000", "0911-***0000"),
        ("+85212345678", "+85*****5678"),
        ("", ""),
    ],
)
def test_a_phone_hides_its_middle(full: str, shown: str) -> None:
    assert masking.phone(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("西安市未央区谭家街道谭家社区12号楼3单元501室", "西安市未央区谭家街道谭家社区***"),
        ("西安市长安区王莽街道周家庄村3组15号", "西安市长安区王莽街道周家庄村***"),
        ("西安市雁塔区小寨路街道和平村路8号", "西安市雁塔区小寨路街道***"),
        ("西安市未央区纺织小区3号楼", "西安市未央区***"),
        ("西安市12号", "西安市***"),
        ("谭家社区", "谭家社区"),
        ("12号楼3单元", "***"),
        ("", ""),
    ],
)
def test_an_address_is_kept_down_to_the_community(full: str, shown: str) -> None:
    assert masking.address(full) == shown
