"""Touch enquiry: guides, opening hours, complaint channels, help; in Chinese and in English."""

from __future__ import annotations

import pytest
from django.urls import reverse

from yizhan.catalog.models import Implementation
from yizhan.kiosk.tests.screens import Screen, unmarked_chinese, words
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.testing.cast import SET_UP, Cast
from yizhan.testing.floor import Floor


@pytest.fixture
def known_hall(cast: Cast) -> None:
    """The hall has telephones and a place."""
    orgs.change_contacts(
        cast.hall,
        phone="029-86001234",
        complaint_phone="029-86004321",
        address="凤城十二路101号",
        name_en="",
        by=SYSTEM,
        at=SET_UP,
    )


@pytest.mark.clause("6.1", "7.3")
@pytest.mark.usefixtures("items")
def test_a_guide_tells_what_to_bring_how_long_and_what_it_costs(kiosk: Screen, cast: Cast) -> None:
    assert "老年人 1 件事" in kiosk.read("kiosk:guides")
    assert "高龄补贴" in kiosk.read("kiosk:guides", line="elderly")
    matter = Implementation.objects.get(unit=cast.hall, item__short_name="高龄补贴")
    page = kiosk.read("kiosk:guide", matter.pk)
    assert "老人本人身份证" in page
    assert "多久办好 未定时限" in page
    assert "不收费" in page
    assert "以当地公布为准" in page


@pytest.mark.clause("7.3")
@pytest.mark.usefixtures("items")
def test_a_closed_matter_says_why_and_whom_to_ask(kiosk: Screen, cast: Cast) -> None:
    closed = Implementation.objects.filter(unit=cast.hall, is_open=False).first()
    assert closed is not None
    page = kiosk.read("kiosk:guide", closed.pk)
    assert closed.closed_reason in page
    assert "咨询导引台" in page


@pytest.mark.clause("7.3")
@pytest.mark.usefixtures("items")
def test_a_guide_goes_home_on_the_phone_where_phones_reach_the_hall(
    kiosk: Screen, cast: Cast, settings: object
) -> None:
    matter = Implementation.objects.filter(unit=cast.hall, is_open=True).first()
    assert matter is not None
    assert "扫一扫" not in kiosk.read("kiosk:guide", matter.pk)
    settings.PUBLIC_URL = "http://hall.example:8000"  # type: ignore[attr-defined]
    assert "扫一扫" in kiosk.read("kiosk:guide", matter.pk)


@pytest.mark.clause("5.1", "7.4")
@pytest.mark.usefixtures("known_hall", "floor")
def test_hours_and_complaint_channels_are_two_touches_away(kiosk: Screen) -> None:
    assert reverse("kiosk:about") in kiosk.get("kiosk:home").content.decode()
    page = kiosk.read("kiosk:about")
    assert "星期一至星期五 09:00–12:00 13:00–17:00" in page
    assert "029-86004321" in page
    assert "12345" in page


@pytest.mark.clause("6.1")
@pytest.mark.usefixtures("known_hall", "floor")
def test_help_promises_only_what_is_there(kiosk: Screen) -> None:
    page = kiosk.read("kiosk:help")
    assert "请到咨询导引台" in page
    assert "029-86001234" in page
    assert "已通知" not in page  # the machine calls nobody


@pytest.mark.clause("6.1")
@pytest.mark.usefixtures("items", "known_hall")
def test_every_page_is_complete_in_english(kiosk: Screen, floor: Floor, cast: Cast) -> None:
    matter = Implementation.objects.get(unit=cast.hall, item__short_name="高龄补贴")
    taken = kiosk.send("kiosk:take", category=floor.social.pk, request_key="an-english-turn")
    kiosk.reads_english()
    # What the hall itself named (categories, zone, hall) may lack English and is then marked as Chinese.
    pages = [
        kiosk.get("kiosk:home"),
        kiosk.get("kiosk:category", floor.social.pk),
        kiosk.browser.get(taken.headers["Location"]),
        kiosk.get("kiosk:guides"),
        kiosk.get("kiosk:guides", line="elderly"),
        kiosk.get("kiosk:guide", matter.pk),
        kiosk.get("kiosk:about"),
        kiosk.get("kiosk:help"),
    ]
    for page in pages:
        left = unmarked_chinese(page)  # type: ignore[arg-type]
        assert not left, (page.request["PATH_INFO"], left)  # type: ignore[attr-defined]
    assert "Mon–Fri 09:00–12:00 13:00–17:00" in words(pages[-2])  # type: ignore[arg-type]


@pytest.mark.clause("6.1")
@pytest.mark.usefixtures("floor")
def test_whoever_walks_away_leaves_nothing_behind(kiosk: Screen) -> None:
    kiosk.browser.post("/language/", {"language": "en", "next": "/kiosk/"})
    kiosk.browser.post("/type/", {"type": "large", "next": "/kiosk/"})
    kiosk.send("kiosk:voice", voice="off")
    page = kiosk.get("kiosk:home").content.decode()
    assert "What are you here for?" in page
    assert "large-type" in page
    assert "Voice off" in page
    assert 'data-countdown="60"' in page
    kiosk.get("kiosk:again")
    page = kiosk.get("kiosk:home").content.decode()
    assert "您来办什么事？" in page
    assert "large-type" not in page
    assert "语音已开" in page
    assert "data-countdown" not in page  # nothing to go back from


@pytest.mark.clause("6.1")
@pytest.mark.usefixtures("floor")
def test_figures_are_never_taken_from_the_browsers_store(kiosk: Screen) -> None:
    assert kiosk.get("kiosk:home").headers["Cache-Control"] == "no-store"
