"""Papers photographed at the window: page after page by one key, and sent by a plain form."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.barriers import barriers
from tests.conftest import CHROMIUM_ARGS, CHROMIUM_NAMES, EXPECTED_IN_CONSOLE
from yizhan.files.tests import uploads

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("yizhan.files.tests.capture_page"),
    pytest.mark.django_db(transaction=True),
]
CAMERA = ["--use-fake-device-for-media-stream=device-count=2", "--use-fake-ui-for-media-stream"]
NO_CAMERA = "Object.defineProperty(navigator, 'mediaDevices', {value: undefined})"
REFUSED = """if (navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '%s'))"""

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def camera_browser(browser: Browser) -> Iterator[Browser]:
    """A Chromium that has two cameras and may use them."""
    names = (os.environ.get("YIZHAN_CHROMIUM", ""), *CHROMIUM_NAMES)
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    chromium = browser.browser_type.launch(executable_path=program, args=[*CHROMIUM_ARGS, *CAMERA])
    yield chromium
    chromium.close()


@pytest.fixture
def open_papers(camera_browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens the page with the boxes; a script that complains fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and EXPECTED_IN_CONSOLE not in message.text:
            complaints.append(message.text)

    def open_page(before: str = "", **options: object) -> Page:
        context = camera_browser.new_context(**{"locale": "zh-CN", **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(f"{live_server.url}/papers")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def pages_of(page: Page) -> Locator:
    return page.locator(".capture-pages > li")


def names_in(page: Page, field: str = "#photos") -> list[str]:
    names: list[str] = page.eval_on_selector(field, "field => [...field.files].map((file) => file.name)")
    return names


def camera_runs(page: Page) -> Locator:
    dialog = page.locator("dialog.capture-camera")
    expect(dialog.get_by_role("status")).to_contain_text("把材料放平")
    return dialog


def told(page: Page, text: str) -> None:
    expect(page.locator("dialog.capture-camera").get_by_role("status")).to_have_text(text)


def test_pages_are_taken_by_one_key_and_sent_by_a_plain_form(open_papers: Open) -> None:
    page = open_papers()
    page.keyboard.press("Alt+P")
    dialog = camera_runs(page)
    expect(dialog.get_by_role("button", name="拍一页")).to_be_focused()
    for number, key in enumerate(["Space", "Enter", "Alt+P"], start=1):
        page.keyboard.press(key)
        told(page, f"已拍第 {number} 页。")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="用摄像头拍").first).to_be_focused()
    expect(pages_of(page)).to_have_count(3)
    page.get_by_role("button", name="交上").click()
    arrived = (page.locator("body").text_content() or "").splitlines()
    assert [line.split(" ")[:3] for line in arrived] == [
        ["photos", f"第{number}页.jpg", "jpeg"] for number in (1, 2, 3)
    ]


def test_a_page_is_turned_retaken_and_removed_without_a_mouse(open_papers: Open) -> None:
    page = open_papers()
    page.keyboard.press("Alt+P")
    dialog = camera_runs(page)
    for number in (1, 2):
        page.keyboard.press("Space")
        told(page, f"已拍第 {number} 页。")
    sheet = pages_of(page).nth(1).locator("canvas")
    width, height = sheet.evaluate("sheet => [sheet.width, sheet.height]")
    page.keyboard.press("Alt+Z")
    told(page, "第 2 页已转向。")
    assert sheet.evaluate("sheet => [sheet.width, sheet.height]") == [height, width]
    pages_of(page).nth(0).get_by_role("button", name="重拍").press("Enter")
    told(page, "正在重拍第 1 页。")
    expect(dialog.get_by_role("button", name="拍一页")).to_be_focused()
    page.keyboard.press("Space")
    told(page, "已拍第 1 页。")
    assert names_in(page) == ["第1页.jpg", "第2页.jpg"]
    pages_of(page).nth(0).get_by_role("button", name="删去").focus()
    page.keyboard.press("Delete")
    told(page, "第 1 页已删去。")
    assert names_in(page) == ["第2页.jpg"]
    expect(pages_of(page).nth(0).get_by_role("button", name="删去")).to_be_focused()
    page.keyboard.press("Delete")
    told(page, "第 1 页已删去。")
    assert names_in(page) == []
    expect(dialog.get_by_role("button", name="拍一页")).to_be_focused()


def test_files_and_photos_stand_together(open_papers: Open) -> None:
    page = open_papers()
    field = page.locator("#photos")
    photo: FilePayload = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=uploads.jpeg())
    paper: FilePayload = FilePayload(name="户口簿.pdf", mimeType="application/pdf", buffer=uploads.pdf())
    field.set_input_files([photo])
    expect(pages_of(page)).to_have_count(1)
    field.set_input_files([paper])
    expect(pages_of(page)).to_have_count(2)
    expect(pages_of(page).nth(1)).to_contain_text("户口簿.pdf")
    expect(pages_of(page).nth(1).get_by_role("button", name="转一下")).to_have_count(0)
    pages_of(page).nth(0).get_by_role("button", name="转一下").click()
    expect(page.locator(".capture-told").first).to_have_text("第 1 页已转向。")
    page.get_by_role("button", name="交上").click()
    expect(page.locator("body")).to_contain_text("photos a.jpg jpeg 480×640")
    expect(page.locator("body")).to_contain_text("photos 户口簿.pdf pdf None×None")


def test_a_file_that_is_too_large_is_told_at_once_and_not_sent(open_papers: Open) -> None:
    page = open_papers()
    giant: FilePayload = {
        "name": "扫描.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF-" + b"\0" * 1024 * 1024,
    }
    page.locator("#photos").set_input_files([giant])
    expect(page.locator(".capture-told").first).to_contain_text("“扫描.pdf”超过 1 MB")
    assert names_in(page) == []


def test_the_key_belongs_to_the_paper_at_which_one_works(open_papers: Open) -> None:
    page = open_papers()
    page.locator("#remark").focus()
    page.keyboard.press("Alt+P")
    camera_runs(page)
    for _ in range(2):
        page.keyboard.press("Space")
        told(page, "已拍第 1 页。")
    page.keyboard.press("Escape")
    assert (names_in(page), names_in(page, "#single")) == ([], ["第1页.jpg"])


def test_another_camera_is_remembered(open_papers: Open) -> None:
    page = open_papers()
    page.keyboard.press("Alt+P")
    dialog = camera_runs(page)
    choice = dialog.get_by_label("换一个摄像头")
    other = choice.locator("option").nth(1).get_attribute("value")
    assert other
    assert choice.input_value() != other
    choice.select_option(other)
    camera_runs(page)
    page.reload()
    page.keyboard.press("Alt+P")
    camera_runs(page)
    assert choice.input_value() == other


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("NotAllowedError", "允许摄像头"),
        ("NotFoundError", "没有找到摄像头"),
        ("NotReadableError", "被别的程序占用"),
        ("AbortError", "摄像头打不开"),
    ],
)
def test_a_camera_that_cannot_be_opened_says_what_to_do(open_papers: Open, problem: str, words: str) -> None:
    page = open_papers(REFUSED % problem)
    page.keyboard.press("Alt+P")
    dialog = page.locator("dialog.capture-camera")
    expect(dialog.get_by_role("status")).to_contain_text(words)
    expect(dialog.get_by_role("button", name="再开一次摄像头")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_camera_that_is_pulled_out_keeps_the_pages(open_papers: Open) -> None:
    page = open_papers()
    page.keyboard.press("Alt+P")
    dialog = camera_runs(page)
    page.keyboard.press("Space")
    told(page, "已拍第 1 页。")
    page.evaluate(
        "document.querySelector('video').srcObject.getTracks()[0].dispatchEvent(new Event('ended'))"
    )
    expect(dialog.get_by_role("status")).to_contain_text("已拍的页还在")
    page.keyboard.press("Enter")
    camera_runs(page)
    assert names_in(page) == ["第1页.jpg"]
    expect(dialog.get_by_role("button", name="拍一页")).to_be_focused()


def test_closing_switches_the_camera_off(open_papers: Open) -> None:
    page = open_papers()
    page.keyboard.press("Alt+P")
    camera_runs(page)
    page.evaluate("window.track = document.querySelector('video').srcObject.getTracks()[0]")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.capture-camera")).to_have_count(0)
    assert page.evaluate("window.track.readyState") == "ended"


def test_without_https_files_are_chosen_as_ever(open_papers: Open) -> None:
    page = open_papers(NO_CAMERA)
    expect(page.locator("[data-capture] .hint").first).to_contain_text("不是 https")
    photo: FilePayload = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=uploads.jpeg())
    page.locator("#photos").set_input_files([photo])
    expect(pages_of(page)).to_have_count(1)
    page.get_by_role("button", name="交上").click()
    expect(page.locator("body")).to_contain_text("photos a.jpg jpeg")


def test_without_script_files_are_chosen_as_ever(open_papers: Open) -> None:
    page = open_papers(java_script_enabled=False)
    photo: FilePayload = FilePayload(name="a.heic", mimeType="image/heic", buffer=uploads.heic())
    page.locator("#photos").set_input_files([photo])
    page.get_by_role("button", name="交上").click()
    expect(page.locator("body")).to_contain_text("photos a.heic jpeg")


def test_presses_in_quick_succession_are_a_page_each(open_papers: Open) -> None:
    page = open_papers()
    page.keyboard.press("Alt+P")
    camera_runs(page)
    for _ in range(4):
        page.keyboard.press("Space")
    told(page, "已拍第 4 页。")
    assert names_in(page) == [f"第{number}页.jpg" for number in (1, 2, 3, 4)]
    page.keyboard.down("Enter")
    for _ in range(5):
        page.keyboard.down("Enter")  # held down: the keyboard repeats it
    page.keyboard.up("Enter")
    told(page, "已拍第 5 页。")
    page.wait_for_timeout(300)
    assert len(names_in(page)) == 5


def test_page_and_camera_have_no_barriers(open_papers: Open) -> None:
    page = open_papers(reduced_motion="reduce")
    page.locator("#photos").set_input_files(
        [FilePayload(name="a.pdf", mimeType="application/pdf", buffer=uploads.pdf())]
    )
    assert barriers(page) == []
    page.keyboard.press("Alt+P")
    camera_runs(page)
    page.keyboard.press("Space")
    told(page, "已拍第 2 页。")
    assert barriers(page) == []
