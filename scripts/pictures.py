"""The pictures of README and manual: one visit through the demonstration hall, photographed on the way.

A fresh demonstration is loaded into a temporary folder (about a minute), or the folder named on the command
line is copied; it must have been loaded today. One ticket goes from the kiosk to the rating, so that all
pictures tell one story.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from yizhan.devices.simulator import PrinterSimulator

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 150_000  # bytes of one picture
STARTS_WITHIN = 300  # seconds, with the loading of a demonstration
MATTER = "高龄补贴"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--autoplay-policy=no-user-gesture-required",  # as a hall's boards are started
]

KIOSK, BOARD, PAD, STAFF, PHONE = (1080, 1920), (1920, 1080), (1280, 800), (1280, 800), (390, 844)


class Hall:
    """The demonstration as the browsers meet it: its address, its devices, its sign-ins."""

    def __init__(self, base: str, folder: Path, browser: Browser) -> None:
        told = json.loads((folder / "DEMO").read_text(encoding="utf-8"))
        self.base = base
        self.database = folder / "yizhan.sqlite3"
        self._browser = browser
        self._paths = {row["name"]: row["path"] for row in told["addresses"]}
        self._passwords = {row["username"]: row["password"] for row in told["sign_ins"]}
        self._signed_in: dict[str, BrowserContext] = {}

    def device(self, name: str, size: tuple[int, int]) -> Page:
        """A device with a browser of its own."""
        page = self._context(size).new_page()
        page.goto(self.base + self._paths[name])
        return page

    def anybody(self, path: str, size: tuple[int, int]) -> Page:
        """A resident's phone."""
        page = self._context(size).new_page()
        page.goto(self.base + path)
        return page

    def staff(self, username: str, path: str, size: tuple[int, int] = STAFF) -> Page:
        """A member of staff at a page, signed in."""
        if username not in self._signed_in:
            context = self._signed_in[username] = self._context(size)
            page = context.new_page()
            page.goto(self.base + "/sign-in/")
            page.fill("input[name=username]:visible", username)
            page.fill("input[name=password]:visible", self._passwords[username])
            page.press("input[name=password]:visible", "Enter")
            page.wait_for_url(lambda address: "/sign-in/" not in address)
            page.close()
        page = self._signed_in[username].new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(self.base + path)
        return page

    def _context(self, size: tuple[int, int]) -> BrowserContext:
        scale = 2 if size == PHONE else 1
        return self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", device_scale_factor=scale
        )


def take(page: Page, name: str, *, width: int | None = None, height: int | None = None) -> None:
    """Save what the page shows; `width` scales down, `height` shows more of a long page than its window."""
    if height:
        size = page.viewport_size or {"width": STAFF[0]}
        page.set_viewport_size({"width": size["width"], "height": height})
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(700)
    keep(Image.open(io.BytesIO(page.screenshot())), name, width)


def keep(picture: Image.Image, name: str, width: int | None = None) -> None:
    """Write the picture as WebP: without loss where that is small enough, else as good as may be."""
    picture = picture.convert("RGB")
    if width and picture.width > width:
        height = round(picture.height * width / picture.width)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    content = _encoded(picture, lossless=True, quality=100)
    for quality in (92, 86, 80, 70, 60):
        if len(content) <= LARGEST:
            break
        content = _encoded(picture, lossless=False, quality=quality)
    (PICTURES / f"{name}.webp").write_bytes(content)
    sys.stdout.write(f"{name}.webp  {picture.width}×{picture.height}  {len(content) // 1000} kB\n")


def _encoded(picture: Image.Image, *, lossless: bool, quality: int) -> bytes:
    held = io.BytesIO()
    picture.save(held, "WEBP", lossless=lossless, quality=quality, method=6)
    return held.getvalue()


# --- the story ---------------------------------------------------------------------------------------------


def the_administrators_set_up(hall: Hall, printer: PrinterSimulator) -> None:
    """Before the visit: a printer for the kiosk, and what the three administrators see."""
    page = hall.staff("system", "/units/devices/")
    form = page.locator("form", has=page.get_by_role("button", name="登记打印机"))
    form.locator("[name=name]").fill("大厅打印机")
    form.locator("[name=host]").fill(printer.host)
    form.locator("[name=port]").fill(str(printer.port))
    form.get_by_role("button", name="登记打印机").click()
    page.get_by_role("link", name=re.compile(r"^修改\s*取号机")).click()
    page.get_by_label("打印机").select_option(label="大厅打印机")
    page.get_by_role("button", name="保存").click()
    page = hall.staff("director", "/units/")
    page.get_by_role("link", name="叫号规则", exact=True).click()
    take(page, "policy")
    page = hall.staff("audit", "/units/")
    page.get_by_role("link", name="审计", exact=True).click()
    page.get_by_role("link", name="核对封印").click()
    take(page, "audit")


def a_ticket_is_taken(hall: Hall) -> tuple[str, str]:
    """At the kiosk. Returns the ticket's label and the address of its page on the phone."""
    page = hall.device("取号机", KIOSK)
    take(page, "kiosk-home", width=720)
    page.locator(".matter-choice", has_text="民政老龄").click()
    page.get_by_role("button", name=MATTER, exact=True).click()
    page.wait_for_url("**/ticket/**")
    token = page.url.split("/ticket/")[1].split("?")[0]
    label = page.locator("h1.ticket-number").inner_text().strip()
    page.locator(".taken-printed").wait_for(timeout=20_000)
    take(page, "kiosk-ticket", width=720)
    return label, f"/t/{token}"


def a_free_clerk(hall: Hall) -> Page:
    """A clerk at a window, after finishing whoever sits there."""
    for number in range(1, 7):
        page = hall.staff(f"clerk{number}", "/desk/")
        if "/windows/" in page.url:
            page.close()
            continue
        if page.get_by_role("button", name=re.compile("^人来了")).count():
            page.keyboard.press("Enter")
            page.get_by_role("button", name=re.compile("^办结并叫")).wait_for()
        if page.get_by_role("button", name=re.compile("^办结并叫")).count():
            _choose_item(page.locator("#finish"), "低保")
            page.keyboard.press("F10")
        page.get_by_role("button", name=re.compile("^叫下一位")).wait_for()
        return page
    sys.exit("No clerk is at a window: was this demonstration loaded on another day?")


def _choose_item(form: Locator, words: str) -> None:
    """Type the words where the item is asked for, and take the first that is offered."""
    box = form.locator("[data-item]").first.locator("input:visible").first
    box.fill(words)
    box.press("Enter")


def the_ticket_is_served(hall: Hall, label: str) -> None:
    """Called at a window, seen on the boards, served, finished, rated."""
    desk = a_free_clerk(hall)
    window = re.match(r"\d+", desk.title())
    number = window.group() if window else "1"
    board = hall.device("大厅屏", BOARD)
    wall = hall.device(f"{number}号窗口屏", BOARD)
    pad = hall.device(f"{number}号评价器", PAD)
    if pad.locator(".faces").count():  # it asks for the visit that was just finished
        pad.get_by_role("link", name="不评价").click()
    board.wait_for_timeout(1500)  # the boards' streams are open
    _call(desk, label)
    take(board, "hall-board", width=1280)
    take(wall, "window-board", width=1280)
    take(desk, "desk-called")
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name=re.compile("^办结并叫")).wait_for()
    take(desk, "desk-serving")
    desk.keyboard.press("F7")
    take(desk, "desk-question")
    desk.keyboard.press("Escape")
    desk.keyboard.press("F10")
    desk.get_by_role("button", name=re.compile("^叫下一位")).wait_for()
    pad.locator(".faces").wait_for(timeout=15_000)
    take(pad, "pad-rating", width=960)
    pad.locator(".face").first.click()
    pad.get_by_role("button", name="提交评价").click()
    pad.get_by_text("谢谢您的评价").wait_for()


def _call(desk: Page, label: str) -> None:
    desk.keyboard.press("F9")
    desk.locator("#find-number").fill(label)
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="叫这个号").click()
    desk.get_by_role("button", name=re.compile("^人来了")).wait_for()


def the_staff_looks(hall: Hall) -> None:
    """The guide desk, the director, the catalogue, the day, a station."""
    page = hall.staff("guide", "/desk/guide/")
    page.locator(".category-choice").first.click()
    page.locator(".issued").wait_for()
    take(page, "guide-desk")
    take(hall.staff("director", "/desk/today/"), "today", height=1000)
    take(hall.staff("director", "/items/"), "catalogue")
    page = hall.staff("director", "/items/")
    page.get_by_role("link", name=MATTER, exact=True).first.click()
    page.get_by_role("button", name=re.compile("起草")).click()
    take(page, "draft")
    take(hall.staff("station1", "/desk/"), "station")
    take(hall.staff("system", "/units/devices/"), "devices")


def the_phone_shows(hall: Hall, path: str) -> None:
    """What a resident reads at home, and his place in the queue."""
    take(hall.anybody(path, PHONE), "phone-ticket", width=480)
    page = hall.anybody("/", PHONE)
    if page.locator("ul.halls").count():
        page.locator("ul.halls a").first.click()
    take(page, "phone-portal", width=480)
    page.get_by_role("link", name="办事指南").first.click()
    page.get_by_role("link", name=re.compile(f"^{MATTER}")).first.click()
    take(page, "phone-guide", width=480)


# --- the program it happens in ------------------------------------------------------------------------------


def copy_of(given: Path, folder: Path) -> None:
    """Copy a loaded demonstration; its database through SQLite, because a program may be writing it."""
    if not (given / "DEMO").exists():
        sys.exit(f"{given} holds no demonstration.")
    for name in ("DEMO", "secret-key", "audit-key"):
        if (given / name).exists():
            shutil.copy(given / name, folder / name)
    with (
        sqlite3.connect(given / "yizhan.sqlite3") as source,
        sqlite3.connect(folder / "yizhan.sqlite3") as copy,
    ):
        source.backup(copy)


def load_into(folder: Path) -> None:
    """Load a fresh demonstration."""
    environment = {**os.environ, "YIZHAN_DATA_DIR": str(folder)}
    for words in (["migrate", "--verbosity", "0"], ["demo"]):
        command = [sys.executable, "-m", "yizhan", *words]
        subprocess.run(command, env=environment, check=True, timeout=STARTS_WITHIN)  # noqa: S603 - our own


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The program on the folder, on a free port; without the live play, so that nothing moves by itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "YIZHAN_DATA_DIR": str(folder), "YIZHAN_PUBLIC_URL": base}
    command = [sys.executable, "-m", "yizhan", "serve", "--port", str(port)]
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        _wait_until_open(base)
        yield base
    finally:
        program.terminate()
        program.wait(timeout=20)


def _wait_until_open(base: str) -> None:
    for _ in range(60):
        try:
            with urllib.request.urlopen(f"{base}/healthz", timeout=2):  # noqa: S310 - this machine
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("The program did not start.")


def main() -> None:
    """Load, serve, walk, photograph."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as temporary,
        PrinterSimulator(folder=Path(temporary) / "slips") as printer,
    ):
        folder = Path(temporary) / "data"
        folder.mkdir()
        if len(sys.argv) > 1:
            copy_of(Path(sys.argv[1]), folder)
        else:
            load_into(folder)
        with served(folder) as base, sync_playwright() as playwright:
            program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            hall = Hall(base, folder, browser)
            the_administrators_set_up(hall, printer)
            label, path = a_ticket_is_taken(hall)
            the_phone_shows(hall, path)
            the_ticket_is_served(hall, label)
            the_staff_looks(hall)
            browser.close()
        slips = sorted((Path(temporary) / "slips").glob("*.png"))
        if slips:
            keep(Image.open(slips[0]), "slip", width=480)


if __name__ == "__main__":
    main()
