"""The voice of a zone: chime and number, in order, whole, once, in time, and by one page only."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "yizhan/boards/static"
HERE = Path(__file__).parent / "announcing"
A001_TO_3 = ["word-please", "letter-a", "digit-0", "digit-0", "digit-1", "word-number",
             "word-to", "digit-3", "word-number-window", "word-proceed"]  # fmt: skip
A001_TO_3_IN_ENGLISH = ["english-ticket", "letter-a", "english-number-0", "english-number-0",
                        "english-number-1", "english-go-to-window", "english-number-3"]  # fmt: skip
OVERLAPS = "heard.toSorted((a, b) => a.start - b.start).filter((h, i, all) => i && all[i - 1].end > h.start)"

NO_WEB_AUDIO = """
    delete window.AudioContext;
    delete window.webkitAudioContext;
    HTMLMediaElement.prototype.play = async function () {
        const start = performance.now();
        setTimeout(() => {
            heard.push({clip: this.src.split('/').pop().split('.')[0], start, end: performance.now()});
            this.dispatchEvent(new Event('ended'));
        }, 5);
    };
"""
SILENCED_UNTIL_A_TOUCH = """
    let touched = false;
    window.addEventListener('pointerdown', () => { touched = true; }, true);
    const Written = window.AudioContext;
    window.AudioContext = class extends Written {
        state = 'suspended';
        async resume() {
            if (!touched) await new Promise(() => {});
            this.state = 'running';
        }
    };
"""

pytestmark = [pytest.mark.browser, pytest.mark.clause("6.1")]

OpenBoard = Callable[..., Page]


class _Files(SimpleHTTPRequestHandler):
    """The program's static files, with the board of this test laid over them."""

    protocol_version = "HTTP/1.1"  # connections stay open: a board asks for a hundred small files

    def translate_path(self, path: str) -> str:
        """A file of the test where there is one, else the program's."""
        own = HERE / path.partition("?")[0].lstrip("/")
        return str(own) if own.is_file() else super().translate_path(path)

    def end_headers(self) -> None:
        """The same rule as the program's own pages: nothing inline, nothing from elsewhere."""
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: a test run is no access log."""


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    """The address of a server on this machine with the program's static files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_board(hall: str, new_context: Callable[..., BrowserContext]) -> OpenBoard:
    """Opens boards in one browser (tabs); their sound is written down in `heard`."""
    context = new_context()
    context.add_init_script(path=HERE / "sound.js")

    def open_(*, before: str = "", wait: bool = True, **settings: object) -> Page:
        page = context.new_page()
        if before:
            page.add_init_script(before)
        page.goto(f"{hall}/board.html?settings={quote(json.dumps(settings))}")
        if wait:
            page.wait_for_selector("h1[data-started]")
        return page

    return open_


def clips_heard(page: Page) -> list[str]:
    """The clips in the order in which they sound."""
    heard: list[str] = page.evaluate("heard.toSorted((a, b) => a.start - b.start).map((h) => h.clip)")
    return heard


def wait_for_reports(page: Page, count: int) -> list[dict[str, Any]]:
    """Wait until as many calls were said or dropped, and return the reports."""
    page.evaluate("count => until(() => reports.length >= count)", count)
    reports: list[dict[str, Any]] = page.evaluate("reports")
    return reports


def test_a_call_is_a_chime_and_then_the_sentence_digit_by_digit(open_board: OpenBoard) -> None:
    board = open_board()
    assert board.evaluate("call('one')") == "queued"
    assert wait_for_reports(board, 1) == [{"type": "spoken", "id": "one", "whole": True}]
    assert clips_heard(board) == ["chime", *A001_TO_3]


def test_a_call_is_said_as_often_and_in_the_languages_that_were_asked(open_board: OpenBoard) -> None:
    board = open_board()
    board.evaluate("call('one', {languages: ['zh', 'en'], times: 2})")
    wait_for_reports(board, 1)
    assert clips_heard(board) == ["chime", *2 * [*A001_TO_3, *A001_TO_3_IN_ENGLISH]]


def test_calls_of_one_moment_are_said_one_after_the_other_without_overlap(open_board: OpenBoard) -> None:
    board = open_board()
    board.evaluate("for (const window of ['1', '2', '3', '4']) call(window, {window})")
    assert [report["id"] for report in wait_for_reports(board, 4)] == ["1", "2", "3", "4"]
    assert board.evaluate("heard.length") == 4 * (1 + len(A001_TO_3))
    assert board.evaluate(OVERLAPS) == []


def test_a_call_is_said_once_even_when_the_stream_repeats_it_or_the_page_is_reloaded(
    open_board: OpenBoard,
) -> None:
    board = open_board()
    board.evaluate("call('one')")
    assert board.evaluate("call('one')") == "already taken"  # while it is being said
    wait_for_reports(board, 1)
    assert board.evaluate("call('one')") == "already taken"
    board.reload()
    board.wait_for_selector("h1[data-started]")
    assert board.evaluate("call('one')") == "already taken"
    assert board.evaluate("call('two')") == "queued"  # a recall of the same ticket is another call
    wait_for_reports(board, 1)
    assert clips_heard(board) == ["chime", *A001_TO_3]


def test_a_call_older_than_thirty_seconds_is_not_said(open_board: OpenBoard) -> None:
    board = open_board()
    assert board.evaluate("call('old', {age: 31_000})") == "too old"
    assert board.evaluate("call('undated', {calledAt: undefined})") == "too old"
    assert board.evaluate("call('young', {age: 28_000})") == "queued"
    assert [report["id"] for report in wait_for_reports(board, 1)] == ["young"]


def test_the_age_is_judged_by_the_clock_of_the_server(open_board: OpenBoard) -> None:
    slow_by_five_minutes = open_board(announcer={"clockOffset": 300_000})
    assert slow_by_five_minutes.evaluate("call('in time', {age: -295_000})") == "queued"
    assert slow_by_five_minutes.evaluate("call('too late', {age: -260_000})") == "too old"


def test_a_call_withdrawn_while_it_waits_its_turn_is_not_said(open_board: OpenBoard) -> None:
    board = open_board()
    board.evaluate("call('first'); call('withdrawn'); call('last'); called.delete('withdrawn')")
    assert [(report["type"], report["id"]) for report in wait_for_reports(board, 3)] == [
        ("spoken", "first"),
        ("dropped", "withdrawn"),
        ("spoken", "last"),
    ]
    assert clips_heard(board) == ["chime", *A001_TO_3] * 2


def test_chime_and_voice_are_switched_independently(open_board: OpenBoard) -> None:
    board = open_board(announcer={"voice": False})
    board.evaluate("call('chime only')")
    wait_for_reports(board, 1)
    assert clips_heard(board) == ["chime"]
    board.evaluate("announcer.configure({chime: false, voice: true}).then(() => call('voice only'))")
    wait_for_reports(board, 2)
    assert clips_heard(board) == ["chime", *A001_TO_3]
    board.evaluate("announcer.configure({chime: false, voice: false})")
    assert board.evaluate("[announcer.state, call('nothing')]") == ["silent", "silent"]


def test_switching_off_and_on_while_a_call_is_said_starts_no_second_voice(open_board: OpenBoard) -> None:
    board = open_board()
    board.evaluate("""
        (async () => {
            call('first');
            await until(() => heard.length > 0);
            await announcer.configure({chime: false, voice: false});
            await announcer.configure({chime: true, voice: true});
            call('second');
        })()
    """)
    assert [report["id"] for report in wait_for_reports(board, 2)] == ["first", "second"]
    assert board.evaluate(OVERLAPS) == []


@pytest.mark.parametrize(
    "before",
    ["", "Object.defineProperty(navigator, 'locks', {value: undefined})"],
    ids=["with a lock of the browser", "over plain http, without such a lock"],
)
def test_only_one_tab_speaks_for_a_zone_and_the_next_takes_over_when_it_is_closed(
    open_board: OpenBoard, before: str
) -> None:
    first, second = open_board(before=before), open_board(before=before)
    assert first.evaluate("call('one')") == "queued"
    assert second.evaluate("call('one')") == "said by another page"
    wait_for_reports(first, 1)
    other_zone = open_board(before=before, announcer={"zone": "second floor"})
    assert other_zone.evaluate("call('one')") == "queued"
    first.close(run_before_unload=True)
    second.evaluate("until(() => announcer.state === 'ready')")
    assert second.evaluate("call('two')") == "queued"
    wait_for_reports(second, 1)
    assert clips_heard(second) == ["chime", *A001_TO_3]


def test_a_recording_of_the_hall_replaces_the_clip_and_a_broken_one_does_not(open_board: OpenBoard) -> None:
    recordings = {"digit-3": "/boards/voice/digit-8.ogg", "digit-1": "/board.html", "chime": "/absent.ogg"}
    board = open_board(announcer={"recordings": recordings})
    board.evaluate("call('one')")
    wait_for_reports(board, 1)
    assert clips_heard(board) == ["chime", *(clip.replace("digit-3", "digit-8") for clip in A001_TO_3)]


def test_a_number_that_cannot_be_said_whole_is_not_said_but_the_chime_sounds(open_board: OpenBoard) -> None:
    board = open_board(missing=["digit-0"])
    board.evaluate("call('one')")
    assert wait_for_reports(board, 1) == [{"type": "spoken", "id": "one", "whole": False}]
    assert clips_heard(board) == ["chime"]


def test_a_browser_without_web_audio_plays_the_clips_as_elements_in_the_same_order(
    open_board: OpenBoard,
) -> None:
    board = open_board(before=NO_WEB_AUDIO)
    board.evaluate("call('one')")
    assert wait_for_reports(board, 1)[0]["whole"]
    assert clips_heard(board) == ["chime", *A001_TO_3]
    assert board.evaluate("heard.every((h, i) => !i || heard[i - 1].end <= h.start)")


def test_a_silenced_browser_says_so_and_after_a_touch_says_what_is_still_young(open_board: OpenBoard) -> None:
    board = open_board(before=SILENCED_UNTIL_A_TOUCH)
    assert board.evaluate("states") == ["blocked"]
    assert board.evaluate("[call('growing old', {age: 29_500}), call('young')]") == ["queued", "queued"]
    assert board.evaluate("heard") == []
    board.evaluate("new Promise((later) => setTimeout(later, 600))")
    board.click("h1")
    assert [report["id"] for report in wait_for_reports(board, 1)] == ["young"]
    assert board.evaluate("states") == ["blocked", "ready", "speaking", "ready"]
    assert clips_heard(board) == ["chime", *A001_TO_3]


def test_the_real_sound_of_the_browser_plays_a_call_to_its_end(
    hall: str, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()
    page.add_init_script("""
        window.starts = [];
        const start = AudioBufferSourceNode.prototype.start;
        AudioBufferSourceNode.prototype.start = function (at) {
            starts.push({at, end: at + this.buffer.duration});
            this.addEventListener('ended', () => { window.endedAt = this.context.currentTime; });
            return start.call(this, at);
        };
    """)
    page.goto(f"{hall}/board.html")
    page.wait_for_selector("h1[data-started]")
    page.evaluate("announcer.configure({chime: false}).then(() => call('one', {ticket: 'A1'}))")
    assert wait_for_reports(page, 1)[0]["whole"]
    assert page.evaluate("starts.length") == len(A001_TO_3) - 2
    assert page.evaluate("starts.every((s, i) => !i || starts[i - 1].end <= s.at)")
    assert page.evaluate("Math.abs(endedAt - starts.at(-1).end)") < 0.3  # the tail of the real output
