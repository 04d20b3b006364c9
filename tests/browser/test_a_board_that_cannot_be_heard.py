"""A board whose browser holds the sound back says so on the device page, until somebody has touched it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.public_screens import BOARD, MARKS, Open, follows
from tests.browser.staff_screens import DESKTOP, opener
from tests.conftest import NewContext
from yizhan.devices.models import Device
from yizhan.kiosk.tests.screens import Screen
from yizhan.live.tests.streams import Served, wait_until
from yizhan.testing.cast import Cast

pytestmark = [*MARKS, pytest.mark.clause("6.1")]

# As a browser does that was not told to let sound out: it lets it out after the first touch.
SILENCED_UNTIL_A_TOUCH = """{
  const Loud = window.AudioContext;
  let touched = false;
  addEventListener("pointerdown", () => { touched = true; }, true);
  window.AudioContext = class extends Loud {
    state = "suspended";
    async resume() { if (touched) this.state = "running"; }
  };
}"""


def condition_of(wall: Screen) -> str:
    """What the board last said of itself."""
    assert wall.device is not None
    return Device.objects.get(pk=wall.device.pk).condition


def test_no_sound_stands_on_the_device_page_until_the_board_is_touched(
    open_page: Open, house: Served, new_context: NewContext, wall: Screen, cast: Cast
) -> None:
    board = open_page(wall, "/boards/hall", BOARD)
    board.context.add_init_script(SILENCED_UNTIL_A_TOUCH)
    board.reload()
    follows(board).wait_for_selector("[data-voice=blocked]")
    expect(board.get_by_text("点一下屏幕或按任意键，打开语音")).to_be_visible()
    assert wait_until(lambda: "没有声音" in condition_of(wall))

    devices = opener(new_context, house.port)(cast.director, "/units/devices/", DESKTOP)
    row = devices.locator("li", has_text="大厅屏")
    expect(row).to_contain_text("没有声音")
    expect(row).to_contain_text("点一下屏幕")

    board.mouse.click(900, 500)
    board.wait_for_selector("[data-voice=ready]")
    expect(board.locator("[data-voice-hint]")).to_be_hidden()
    assert wait_until(lambda: condition_of(wall) == "")
    devices.reload()
    expect(devices.locator("li", has_text="大厅屏")).not_to_contain_text("没有声音")
