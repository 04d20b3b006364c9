"""The program's own letters: every name of Xi'an is drawn by them, and a page loads only what it shows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "yizhan/ui/static"
MEGABYTE = 1024 * 1024
EVERYDAY = "请到三号窗口办理。缺一样材料：户口本首页复印件。今天补来即可，不用重新取号。"
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="ui/fonts.css"><title>字</title>"""
# Where no font at all has a character, ours draws its box: known by looking like the box of a non-character.
EMPTY_BOXES = """(texts) => {
    const pen = new OffscreenCanvas(40, 40).getContext("2d", {willReadFrequently: true});
    pen.font = '24px "Yizhan Sans"';
    const drawing = (text) => {
        pen.clearRect(0, 0, 40, 40);
        pen.fillText(text, 5, 30);
        return pen.getImageData(0, 0, 40, 40).data.join();
    };
    const box = drawing("\\u{3fffd}");
    return texts.filter((text) => drawing(text) === box);
}"""

pytestmark = [pytest.mark.browser, pytest.mark.clause("2.1")]

ShowText = Callable[[str], Page]


class _Page(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """An empty page with the fonts, or the file."""
        if self.path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE.encode())))
        self.end_headers()
        self.wfile.write(PAGE.encode())
        return None

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: a test run is no access log."""


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    """The address of a server on this machine with the static files of the program."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def show(hall: str, new_context: Callable[..., BrowserContext]) -> ShowText:
    """Shows a text in the program's font, and nothing else, on a fresh page."""

    def show_(text: str) -> Page:
        page = new_context().new_page()
        page.goto(hall)
        page.evaluate(
            """async (text) => {
                document.body.style.font = '24px "Yizhan Sans"';
                for (const sign of text) {
                    document.body.append(Object.assign(document.createElement("span"), {textContent: sign}));
                }
                document.body.getBoundingClientRect();  // lays the text out, which asks for the fonts
                await document.fonts.ready;
            }""",
            text,
        )
        return page

    return show_


def not_drawn_by_ours(page: Page) -> list[str]:
    """The characters of a page that a font of the machine drew, or that became an empty box."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    spans = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "span"})["nodeIds"]
    texts: list[str] = page.evaluate("[...document.querySelectorAll('span')].map((span) => span.textContent)")
    others = page.evaluate(EMPTY_BOXES, texts)
    for span, text in zip(spans, texts, strict=True):
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": span})["fonts"]
        if not fonts or not all(font["isCustomFont"] for font in fonts):
            others.append(text)
    return list(dict.fromkeys(others))


def slices_loaded(page: Page) -> list[str]:
    """The font files that a page asked for."""
    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    return [name.rpartition("/")[2] for name in names if name.endswith(".woff2")]


def test_every_name_of_xian_is_drawn_by_the_programs_own_font(show: ShowText) -> None:
    divisions = (ROOT / "yizhan/orgs/reference/divisions.csv").read_text(encoding="utf-8")
    characters = {sign for sign in divisions if sign > "⺀"}
    assert {"浐", "灞", "鄠", "垇", "泘"} <= characters
    assert not_drawn_by_ours(show("".join(sorted(characters)))) == []


def test_a_character_that_no_font_of_ours_has_is_noticed(show: ShowText) -> None:
    in_a_font_of_the_machine, in_no_font = "𠮷", "\U0003fffc"
    page = show(f"号{in_a_font_of_the_machine}{in_no_font}")
    assert sorted(not_drawn_by_ours(page)) == [in_a_font_of_the_machine, in_no_font]


def test_rare_names_digits_and_signs_of_forms_are_drawn_too(show: ShowText) -> None:
    assert not_drawn_by_ours(show("䶮㐀𫖯〔2026〕①℃㎡№×≥●★→—……《》「」：；A001")) == []


def test_a_page_loads_only_the_slices_that_it_shows(show: ShowText) -> None:
    everyday = slices_loaded(show(EVERYDAY))
    assert 0 < len(everyday) <= 15
    assert not [name for name in everyday if "rare" in name]
    with_a_rare_name = slices_loaded(show(EVERYDAY + "垇"))
    assert len([name for name in with_a_rare_name if "rare" in name]) == 1
    assert len(slices_loaded(show("A001"))) == 1


def test_bold_text_is_a_heavier_drawing_in_common_and_in_rare_slices(show: ShowText) -> None:
    page = show("号垇")
    ink = """async () => {
        const pen = new OffscreenCanvas(400, 200).getContext("2d", {willReadFrequently: true});
        const amount = async (weight, text) => {
            await document.fonts.load(`${weight} 160px "Yizhan Sans"`, text);
            pen.clearRect(0, 0, 400, 200);
            pen.font = `${weight} 160px "Yizhan Sans"`;
            pen.fillText(text, 20, 170);
            const drawn = pen.getImageData(0, 0, 400, 200).data;
            return drawn.filter((_, at) => at % 4 === 3).reduce((sum, opacity) => sum + opacity);
        };
        const ratio = async (text) => await amount(700, text) / await amount(400, text);
        return [await ratio("号"), await ratio("垇")];
    }"""
    common, rare = page.evaluate(ink)
    assert common > 1.3
    assert rare > 1.3


def test_fonts_are_small_enough_to_travel_and_carry_their_licence() -> None:
    fonts = STATIC / "ui/fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "LICENSE").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in fonts.iterdir()) < 12 * MEGABYTE
    named = (STATIC / "ui/fonts.css").read_text(encoding="utf-8")
    assert all(f'url("fonts/{path.name}")' in named for path in fonts.glob("*.woff2"))
