"""The simulated ID reader: frames, handshake, what each program answers, cards, and the command."""

from __future__ import annotations

import http.client
import io
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from yizhan.devices.management.commands.idreader import obey
from yizhan.devices.readers.cards import INVENTED, PHOTO, CardsUnreadable, numbered, read_cards
from yizhan.devices.readers.protocols import Dianyi, Fault, joyee
from yizhan.devices.readers.simulator import PROTOCOLS, Reader, ReaderSimulator
from yizhan.devices.readers.websocket import Kind, Message, accept_key, frame, read_message
from yizhan.devices.tests.id_readers import SOURCE, simulated

pytestmark = pytest.mark.clause("6.2")
GRANNY, LI = INVENTED[:2]
MASK = b"\x37\xfa\x21\x3d"


@pytest.fixture
def simulator() -> Iterator[ReaderSimulator]:
    """All programs, and 王桂兰's card on the reader."""
    with simulated() as running:
        running.reader.lay(GRANNY)
        yield running


def masked(payload: bytes, kind: int, *, is_last: bool = True) -> bytes:
    """A frame as browsers send it."""
    size = len(payload)
    length = bytes((0x80 | size,)) if size < 126 else bytes((0x80 | 126,)) + size.to_bytes(2, "big")
    head = bytes(((0x80 if is_last else 0) | kind,)) + length
    return head + MASK + bytes(byte ^ MASK[at % 4] for at, byte in enumerate(payload))


def posted(simulator: ReaderSimulator, protocol: str, path: str) -> tuple[Any, dict[str, str]]:
    """The answer of a program, as JSON, and its headers."""
    line = http.client.HTTPConnection("127.0.0.1", simulator.ports[protocol], timeout=5)
    line.request("POST", path, headers={"Origin": "https://hall.example"})
    answer = line.getresponse()
    content = json.loads(answer.read())
    line.close()
    return content, dict(answer.headers)


def test_the_handshake_is_that_of_the_standard() -> None:
    assert accept_key("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


@pytest.mark.parametrize("size", [0, 5, 125, 126, 300, 65_535])
def test_a_masked_message_is_read(size: int) -> None:
    payload = bytes(at % 251 for at in range(size))
    assert read_message(io.BytesIO(masked(payload, Kind.BYTES))) == Message(Kind.BYTES, payload)


def test_a_message_in_parts_is_joined() -> None:
    sent = masked(b'{"ty', Kind.TEXT, is_last=False) + masked(b'pe":4}', Kind.MORE)
    assert read_message(io.BytesIO(sent)) == Message(Kind.TEXT, b'{"type":4}')


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x81",
        b"\x81\x05hello",  # not masked
        masked(b"hello", Kind.TEXT)[:-1],
        b"\x83\x80" + MASK,  # no such kind
        b"\x82\xff" + (1 << 40).to_bytes(8, "big") + MASK,
        masked(b"x" * 60_000, Kind.TEXT, is_last=False) + masked(b"x" * 60_000, Kind.MORE),
    ],
)
def test_nonsense_ends_the_line(sent: bytes) -> None:
    assert read_message(io.BytesIO(sent)) is None


@pytest.mark.parametrize(
    ("size", "head"),
    [(3, b"\x81\x03"), (200, b"\x81\x7e\x00\xc8"), (70_000, b"\x81\x7f" + (70_000).to_bytes(8, "big"))],
)
def test_frames_of_the_program_carry_their_length(size: int, head: bytes) -> None:
    assert frame(b"a" * size, Kind.TEXT) == head + b"a" * size


def test_the_line_is_opened_asked_and_closed(simulator: ReaderSimulator) -> None:
    with socket.create_connection(("127.0.0.1", simulator.ports["joyee"]), timeout=5) as line:
        line.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        heard = line.makefile("rb")
        head = b"".join(iter(heard.readline, b"\r\n"))
        assert head.startswith(b"HTTP/1.1 101 ")
        assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in head
        line.sendall(masked(b"there?", Kind.PING))
        assert heard.read(8) == b"\x8a\x06there?"
        line.sendall(masked(b'{"type":4}', Kind.TEXT))
        first, size = heard.read(2)
        assert (first, size) == (0x81, 126)
        assert json.loads(heard.read(int.from_bytes(heard.read(2), "big")))["id_num"] == GRANNY.number
        line.sendall(masked(b"\x03\xe8", Kind.CLOSE))
        assert heard.read() == b"\x88\x02\x03\xe8"


def test_the_bytes_of_a_document_camera() -> None:
    program = Dianyi()
    answers = [answer.payload for answer in program(Message(Kind.BYTES, b"\xef\x3c\x01\x01"), lambda: GRANNY)]
    assert answers == [b"\xef\x1b\x00\x00"]
    name = program(Message(Kind.BYTES, b"\xef\x3d\x01\x00"), lambda: GRANNY)[0].payload
    assert name == b"\xef\x23\x00\x09\x09" + "王桂兰".encode()
    photo = program(Message(Kind.BYTES, b"\xef\x3d\x01\x0a"), lambda: GRANNY)[0].payload
    assert photo.endswith(PHOTO.encode())
    assert program(Message(Kind.BYTES, b"\xef\x41\x01\x00"), lambda: GRANNY) == []


def test_a_message_for_another_function_of_the_device_reads_nothing() -> None:
    def refuse() -> Fault:
        raise AssertionError

    for payload in (b'{"type":5}', b"[4]", b"what?"):
        assert joyee(Message(Kind.TEXT, payload), refuse) == []


@pytest.mark.parametrize(
    ("protocol", "path", "where"),
    [
        ("http-a", "/card=idcard", ("IDCardInfo", "cardID")),
        ("http-b", "/cgi-bin/readCard", ("info", "idCode")),
        ("usb", "/idcard", ("base", "idc")),
    ],
)
def test_programs_that_answer_a_post(
    simulator: ReaderSimulator, protocol: str, path: str, where: tuple[str, str]
) -> None:
    content, headers = posted(simulator, protocol, path)
    assert content[where[0]][where[1]] == GRANNY.number
    assert headers["Access-Control-Allow-Origin"] == "*"
    simulator.reader.lift()
    content, _ = posted(simulator, protocol, path)
    assert "找卡失败" in json.dumps(content, ensure_ascii=False)
    assert GRANNY.number not in json.dumps(content)


def test_a_browser_that_asks_before_reaching_into_the_computer_is_answered(
    simulator: ReaderSimulator,
) -> None:
    line = http.client.HTTPConnection("127.0.0.1", simulator.ports["http-b"], timeout=5)
    line.request("OPTIONS", "/cgi-bin/readCard", headers={"Access-Control-Request-Private-Network": "true"})
    headers = line.getresponse().headers
    assert headers["Access-Control-Allow-Private-Network"] == "true"
    assert headers["Access-Control-Allow-Methods"] == "POST"
    line.close()


def test_a_reader_that_wants_its_card_lifted_gives_it_once() -> None:
    reader = Reader(fault=Fault.NOT_LIFTED)
    reader.lay(GRANNY)
    assert [reader.read("usb"), reader.read("usb")] == [GRANNY, Fault.NOT_LIFTED]
    reader.lay(GRANNY)
    assert reader.read("usb") == GRANNY


def test_the_cards_are_invented_and_their_numbers_are_whole() -> None:
    assert len({card.number for card in INVENTED}) == len(INVENTED)
    for card in INVENTED:
        assert numbered(card.number[:17]) == card.number
        # County codes that were never given out; 9 begins a foreigner's number.
        assert card.number.startswith(("610199", "810099", "961999"))
        assert card.number[6:14] == card.born_on
        assert int(card.number[16]) % 2 == (card.sex == "男")


def test_a_masked_card_shows_neither_name_nor_number() -> None:
    assert GRANNY.masked == "王*，6101…27"


def test_cards_come_from_a_file(tmp_path: Path) -> None:
    row = {name: getattr(LI, name) for name in LI.__slots__}
    file = tmp_path / "cards.json"
    file.write_text(json.dumps([{**row, "number": LI.number[:17]}]), encoding="utf-8")
    assert read_cards(file) == (LI,)
    for wrong in ("", "{}", "[]", "[1]", '[{"name": "张某"}]'):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(CardsUnreadable):
            read_cards(file)
        with pytest.raises(CommandError, match="不是卡片文件"):
            call_command("idreader", cards=file)


def test_what_is_typed_at_the_terminal_is_done(simulator: ReaderSimulator) -> None:
    assert obey(simulator, INVENTED, "2") == f"放上 {LI.masked}"
    assert simulator.reader.card == LI
    assert obey(simulator, INVENTED, "cancel") == "故障：在读卡器上取消"
    assert simulator.reader.read("joyee") == Fault.CANCEL
    assert obey(simulator, INVENTED, "ok") == "没有故障"
    assert obey(simulator, INVENTED, "0") == "卡拿走了"
    assert simulator.reader.read("joyee") == Fault.NO_CARD
    assert obey(simulator, INVENTED, "99").startswith("输入 0–8")


def test_a_port_in_use_is_named_and_the_others_open() -> None:
    with simulated(["http-a"]) as first:
        taken = first.ports["http-a"]
        second = ReaderSimulator(["http-a", "usb"], ports={"http-a": taken, "usb": 0})
        with second:
            assert list(second.ports) == ["usb"]
            assert list(second.refused) == ["http-a"]


def test_the_drivers_of_the_page_and_the_policy_name_the_same_addresses() -> None:
    from yizhan.devices.reader_policy import LOCAL_READERS

    found = re.findall(r'code: "([\w-]+)", word: "[^"]+", address: "([^"]+)"', SOURCE)
    assert dict(found) == LOCAL_READERS
    assert tuple(LOCAL_READERS) == PROTOCOLS
