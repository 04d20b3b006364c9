"""The State Council's notice as it is pasted: what is read from it, and what is told where it cannot be."""

from __future__ import annotations

import pytest

from yizhan.calendars.notice import as_notice, read_notice
from yizhan.calendars.published import published_extra_workdays, published_holidays
from yizhan.calendars.rules import FRIDAY

pytestmark = pytest.mark.clause("7.2c")
OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日
"""


def test_the_notice_of_2026_gives_the_days_of_2026() -> None:
    notice = read_notice(OF_2026, 2026)
    assert notice.problems == []
    assert {day for day in notice.holidays if day.weekday() <= FRIDAY} == {
        day for day in published_holidays() if day.year == 2026
    }
    assert set(notice.extra_workdays) == {day for day in published_extra_workdays() if day.year == 2026}
    assert set(notice.extra_workdays.values()) == {"元旦调休", "春节调休", "劳动节调休", "国庆节调休"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("关于2026年部分节假日安排的通知", "2026年的通知"),
        ("元旦：1月1日（周四）放假。", "2027年1月1日是星期五"),
        ("元旦：1月1日至3日放假，共4天。", "写的是4天，数出来是3天"),
        ("元旦：2月30日放假。", "不是日历上的日期"),
        ("元旦：1日放假。", "没有写月份"),
        ("元旦：1月1日至3日。", "没有写明放假还是上班"),
        ("元旦：1月3日至1日放假。", "起止日期不对"),
        ("各单位请妥善安排值班。", "没有找到放假的日期"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(line: str, problem: str) -> None:
    found = read_notice(line, 2027).problems
    assert len(found) == 1
    assert problem in found[0]


def test_days_of_the_year_before_are_named_and_not_taken() -> None:
    notice = read_notice("元旦：2026年12月31日至2027年1月2日放假，共3天。", 2027)
    assert [day.year for day in notice.outside] == [2026]
    assert {day.year for day in notice.holidays} == {2027}


def test_a_year_written_as_a_notice_is_read_back_the_same() -> None:
    off = {day: name for day, name in published_holidays().items() if day.year == 2026}
    worked = {day: name for day, name in published_extra_workdays().items() if day.year == 2026}
    again = read_notice(as_notice(off.items(), worked.items()), 2026)
    assert again.problems == []
    assert {day: name for day, name in again.holidays.items() if day.weekday() <= FRIDAY} == off
    assert again.extra_workdays == worked
