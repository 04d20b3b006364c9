"""The clips that travel with the program: every sentence can be said, and Mandarin is Mandarin."""

from __future__ import annotations

import importlib.util
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "yizhan/boards/static"
VOICE = STATIC / "boards/voice"
MEGABYTE = 1024 * 1024

pytestmark = [pytest.mark.browser, pytest.mark.clause("6.1")]


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: a test run is no access log."""


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    """The address of a server on this machine with the static files of the boards."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def announcing(browser: Browser, hall: str) -> Iterator[Page]:
    """A page that can ask the announcer's module; any page of that address will do."""
    page = browser.new_page()
    page.goto(f"{hall}/boards/voice/clips.json")
    yield page
    page.close()


def in_words(page: Page, call: str) -> str:
    """The text of the clips that a function of the announcer chooses."""
    keys = page.evaluate(f"import('/boards/announcer.js').then((announcing) => announcing.{call})")
    texts = json.loads((VOICE / "clips.json").read_text(encoding="utf-8"))
    return " ".join(texts[key]["text"] for key in keys)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("phrase('A001', '3', 'zh')", "请 A 零 零 一 号 到 三 号窗口 办理"),
        ("phrase('B210', '10', 'zh')", "请 B 二 一 零 号 到 十 号窗口 办理"),
        ("phrase('A001', '12', 'zh')", "请 A 零 零 一 号 到 十 二 号窗口 办理"),
        ("phrase('A001', '20', 'zh')", "请 A 零 零 一 号 到 二 十 号窗口 办理"),
        ("phrase('A001', '35', 'zh')", "请 A 零 零 一 号 到 三 十 五 号窗口 办理"),
        ("phrase('A001', '03', 'zh')", "请 A 零 零 一 号 到 三 号窗口 办理"),
        ("phrase('A001', '101', 'zh')", "请 A 零 零 一 号 到 一 零 一 号窗口 办理"),
        ("phrase('A001', 'B2', 'zh')", "请 A 零 零 一 号 到 B 二 号窗口 办理"),
        ("phrase('A001', '', 'zh')", "请 A 零 零 一 号 到 窗口 办理"),
        ("phrase('A-011', 1, 'zh', {alternateOne: true})", "请 A 零 幺 幺 号 到 一 号窗口 办理"),
        ("phrase('A001', '3', 'en')", "ticket A zero zero one please go to window three"),
        ("phrase('A001', '12', 'en')", "ticket A zero zero one please go to window twelve"),
        ("phrase('A001', '21', 'en')", "ticket A zero zero one please go to window twenty one"),
        ("issuedPhrase('A005', 3, 'zh')", "您的号码是 A 零 零 五 号 前面还有 三 位 请在等候区等候"),
        ("issuedPhrase('A005', 2, 'zh')", "您的号码是 A 零 零 五 号 前面还有 两 位 请在等候区等候"),
        ("issuedPhrase('A005', 0, 'zh')", "您的号码是 A 零 零 五 号 请在等候区等候"),
        (
            "issuedPhrase('A005', 14, 'en')",
            "your number is A zero zero five people ahead of you fourteen please wait in the waiting area",
        ),
    ],
)
def test_the_sentence_of_a_call_and_of_a_new_ticket(announcing: Page, call: str, said: str) -> None:
    assert in_words(announcing, call) == said


def test_every_ticket_can_be_called_to_every_window_with_clips_that_exist(announcing: Page) -> None:
    needed = announcing.evaluate("""
        import("/boards/announcer.js").then(({phrase, issuedPhrase}) => {
            const keys = new Set(["chime"]);
            const tickets = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => letter + "0123456789");
            for (const language of ["zh", "en"]) for (const alternateOne of [true, false]) {
                for (const ticket of tickets) {
                    phrase(ticket, ticket, language, {alternateOne}).forEach((key) => keys.add(key));
                }
                for (let number = 0; number <= 150; number += 1) {
                    phrase("A1", number, language).forEach((key) => keys.add(key));
                    issuedPhrase("A1", number, language).forEach((key) => keys.add(key));
                }
            }
            return [...keys];
        })
    """)
    clips = json.loads((VOICE / "clips.json").read_text(encoding="utf-8"))
    assert set(needed) <= set(clips)
    assert {clip["file"] for clip in clips.values()} == {path.name for path in VOICE.glob("*.ogg")}


def test_the_browser_decodes_every_clip_to_the_length_in_the_list(announcing: Page) -> None:
    clips = json.loads((VOICE / "clips.json").read_text(encoding="utf-8"))
    lengths = announcing.evaluate(
        """files => Promise.all(files.map(async (file) => {
            const bytes = await (await fetch(file)).arrayBuffer();
            return (await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes)).duration * 1000;
        }))""",
        [clip["file"] for clip in clips.values()],
    )
    assert lengths == pytest.approx([clip["duration_ms"] for clip in clips.values()], abs=2)
    # Trimmed at both ends: a syllable takes 0.2 to 0.6 seconds, the longest sentence has seven.
    assert all(200 <= clip["duration_ms"] <= 2600 for clip in clips.values())
    assert sum(path.stat().st_size for path in VOICE.iterdir()) < MEGABYTE


def the_script() -> ModuleType:
    """The script that speaks the clips, as it stands in the repository."""
    path = ROOT / "scripts/vendor/voice.py"
    spec = importlib.util.spec_from_file_location("vendor_voice", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_mandarin_clip_is_read_as_english() -> None:
    voice = the_script()
    clips = json.loads((VOICE / "clips.json").read_text(encoding="utf-8"))
    for key, (text, pinyin) in voice.CHINESE.items():
        assert clips[key]["text"] == text
        voice.refuse_english(key, pinyin)


@pytest.mark.parametrize("not_pinyin", ["请", "号窗口", "window", "qing", "qing3 window"])
def test_what_is_not_numbered_pinyin_is_refused_before_it_is_spoken(not_pinyin: str) -> None:
    with pytest.raises(SystemExit, match="would be read as"):
        the_script().refuse_english("word", not_pinyin)
