"""The screens of the calendar: looking, entering a year with its preview, correcting; the version."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from yizhan.calendars import actions
from yizhan.calendars.models import CalendarDay, CalendarYear
from yizhan.calendars.selectors import calendar_version, versioned_calendar
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import Cast, Member

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.2c")]
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TEXT = "元旦：1月1日至3日放假，共3天。\n劳动节：5月1日至5日放假。\n国庆节：10月1日至7日放假。10月9日上班。"
TYPED = {"text": TEXT, "source": "演示通知"}


@pytest.fixture(autouse=True)
def _table(cast: Cast) -> None:
    # After the cast, whose people are put into an empty house.
    actions.load_published_years(by=SYSTEM, at=NOW)


def browser(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["unit_id"] = str(member.unit.pk)
    session.save()
    return client


def confirmed(client: Client, **more: str) -> int:
    typed = TYPED | {"seen_version": calendar_version(), "request_key": "k-1"} | more
    return client.post(reverse("calendars:publish", args=[2027]), typed).status_code


def test_a_year_is_previewed_and_nothing_is_written_before_it_is_confirmed(cast: Cast) -> None:
    client = browser(cast.system_admin)
    page = client.post(reverse("calendars:enter", args=[2027]), TYPED).content.decode()
    assert "还没有写入" in page
    assert "10月9日" in page
    assert not CalendarDay.objects.filter(date__year=2027).exists()
    assert confirmed(client) == 302
    assert CalendarYear.objects.get(year=2027).is_official
    assert CalendarDay.objects.get(date=date(2027, 10, 9)).note == "国庆节调休"
    assert Entry.objects.get(act="calendars.year_published").facts["year"] == 2027


def test_the_same_confirmation_twice_is_done_once(cast: Cast) -> None:
    client, seen = browser(cast.system_admin), calendar_version()
    assert [confirmed(client, seen_version=seen) for _ in range(2)] == [302, 302]
    assert Entry.objects.filter(act="calendars.year_published").count() == 1


def test_a_preview_of_a_calendar_that_changed_meanwhile_is_not_written(cast: Cast) -> None:
    client, seen = browser(cast.system_admin), calendar_version()
    assert confirmed(client, seen_version=seen) == 302
    confirmed(client, seen_version=seen, request_key="k-2", source="另一份通知")
    assert CalendarYear.objects.get(year=2027).source == "演示通知"


def test_lines_that_cannot_be_read_come_back_with_sentences(cast: Cast) -> None:
    response = browser(cast.system_admin).post(
        reverse("calendars:enter", args=[2027]), TYPED | {"text": "元旦：1月1日（周四）放假。"}
    )
    assert response.status_code == 422
    assert "2027年1月1日是星期五" in response.content.decode()


def test_an_official_year_is_corrected_from_its_own_text(cast: Cast) -> None:
    page = browser(cast.system_admin).get(reverse("calendars:enter", args=[2026])).content.decode()
    assert (
        "国庆节：10月1日（周四）至7日（周三）放假" in page or "10月1日（周四）至10月7日（周三）放假" in page
    )


def test_the_director_looks_and_changes_nothing(cast: Cast) -> None:
    client = browser(cast.director)
    assert client.get(reverse("calendars:years")).status_code == 200
    page = client.get(reverse("calendars:year", args=[2026])).content.decode()
    assert "更正" not in page
    confirmed(client)
    assert not CalendarYear.objects.get(year=2027).is_official
    assert client.get(reverse("calendars:year", args=[1066])).status_code == 404


def test_the_version_changes_with_the_days_only(cast: Cast) -> None:
    first = calendar_version()
    actions.load_published_years(by=SYSTEM, at=NOW)
    assert calendar_version() == first != ""
    confirmed(browser(cast.system_admin))
    assert calendar_version() != first


def test_the_whole_table_is_three_queries_then_none(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        whole = versioned_calendar()
    assert whole.calendar.add_workdays(date(2026, 9, 24), 5) == date(2026, 10, 9)
    assert whole.version == calendar_version()
