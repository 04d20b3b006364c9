"""The number is taken before anything is printed; the screen says where the paper is, or what to do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from yizhan.devices.models import Device, PrintJob
from yizhan.devices.states import JobState
from yizhan.kiosk.tests.screens import Screen, enrolled, words
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import Cast
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("6.1")

FAULT = "小票没有打出来，号已经取好了。 请用手机拍照，或记下号码；也可以到咨询导引台补打小票。"


def take(kiosk: Screen, floor: Floor) -> str:
    """Take a number; the address of its page."""
    answer = kiosk.send("kiosk:take", category=floor.social.pk, request_key="one-turn-only")
    return str(answer.headers["Location"])


def page_at(kiosk: Screen, address: str) -> str:
    return words(kiosk.browser.get(address))  # type: ignore[arg-type]


def test_a_printed_slip_is_to_be_taken(kiosk: Screen, floor: Floor, printer: Device) -> None:
    address = take(kiosk, floor)
    job = PrintJob.objects.get()
    assert (job.printer, job.subject_id) == (printer, Ticket.objects.get().pk)
    PrintJob.objects.update(state=JobState.PRINTED)
    assert "请取走小票" in page_at(kiosk, address)


def test_while_it_prints_the_page_asks_again_and_after_eight_seconds_helps_itself(
    kiosk: Screen, floor: Floor, clock: Clock
) -> None:
    address = take(kiosk, floor)
    page = kiosk.browser.get(address).content.decode()
    assert "正在打印小票" in page
    assert f'data-slip="{address}/slip"' in page
    clock.is_at(9, 30, 7)
    assert "正在打印" in page_at(kiosk, f"{address}/slip")
    clock.is_at(9, 30, 9)
    fragment = kiosk.browser.get(f"{address}/slip").content.decode()
    assert FAULT in words(kiosk.browser.get(f"{address}/slip"))  # type: ignore[arg-type]
    assert "data-slip" not in fragment
    assert "<html" not in fragment


def test_a_failed_slip_shows_the_number_and_what_to_do(kiosk: Screen, floor: Floor) -> None:
    address = take(kiosk, floor)
    PrintJob.objects.update(state=JobState.FAILED, problem="缺纸")
    page = page_at(kiosk, address)
    assert "A001" in page
    assert FAULT in page
    assert "缺纸" not in page  # the resident cannot change that; the device page tells it to the staff


def test_a_slip_printed_again_by_the_guide_desk_ends_the_fault(kiosk: Screen, floor: Floor) -> None:
    address = take(kiosk, floor)
    PrintJob.objects.update(state=JobState.FAILED)
    job = PrintJob.objects.get()
    PrintJob.objects.create(
        printer=job.printer,
        subject_id=job.subject_id,
        copy=1,
        content=b"",
        state=JobState.PRINTED,
        queued_at=job.queued_at,
    )
    assert "请取走小票" in page_at(kiosk, address)


def test_a_kiosk_without_printer_says_so(floor: Floor, cast: Cast) -> None:
    bare = enrolled(cast.hall, "kiosk", name="没有打印机的取号机")
    assert "这台机器不打小票。 请用手机拍照，或记下号码。" in page_at(bare, take(bare, floor))
    assert not PrintJob.objects.exists()


def test_a_printer_out_of_use_counts_as_none(kiosk: Screen, floor: Floor, printer: Device) -> None:
    Device.objects.filter(pk=printer.pk).update(disabled_at=Clock().now)
    assert "这台机器不打小票" in page_at(kiosk, take(kiosk, floor))


def test_the_number_goes_home_as_a_code_where_phones_reach_the_hall(
    kiosk: Screen, floor: Floor, settings: object
) -> None:
    address = take(kiosk, floor)
    assert "扫一扫" not in page_at(kiosk, address)
    settings.PUBLIC_URL = "http://hall.example:8000"  # type: ignore[attr-defined]
    assert "扫一扫" in page_at(kiosk, address)


def test_the_page_goes_back_to_the_start_by_itself_and_can_be_kept_longer(
    kiosk: Screen, floor: Floor
) -> None:
    address = take(kiosk, floor)
    page = kiosk.browser.get(address).content.decode()
    home = reverse("kiosk:again")
    assert f'data-countdown="15" data-home="{home}"' in page
    assert "我还要看" in page
    assert 'data-countdown="60"' in kiosk.browser.get(f"{address}?longer=1").content.decode()
