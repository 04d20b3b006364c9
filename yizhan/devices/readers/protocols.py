"""What the program of each vendor answers to a page, for a card or a fault (docs/devices-id-reader.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from yizhan.devices.readers.cards import PHOTO, Card
from yizhan.devices.readers.websocket import Kind, Message


class Fault(StrEnum):
    """What can go wrong at a reader."""

    NO_CARD = "no-card"
    NOT_LIFTED = "not-lifted"
    CANCEL = "cancel"
    NO_DEVICE = "no-device"
    FAILED = "failed"
    GARBAGE = "garbage"
    SLOW = "slow"
    OFF = "off"


type Reading = Card | Fault
type Read = Callable[[], Reading]
"""Puts the card's answer in effect: called once for each reading that a page asks for."""

GARBAGE = "<html><body>502 Bad Gateway</body></html>"

# --- 捷宇 柜外清 ---
_JOYEE_CODES = {
    Fault.NO_CARD: -2,
    Fault.NOT_LIFTED: -2,
    Fault.NO_DEVICE: -3,
    Fault.FAILED: -5,
    Fault.CANCEL: -9,
}


def joyee(message: Message, read: Read) -> list[Message]:
    """JSON by WebSocket: {"type": 4} reads; ret 0 is a card, below 0 a failure, -9 cancelled; 2 cancels."""
    try:
        asked = json.loads(message.payload)
    except ValueError:
        return []
    if not isinstance(asked, dict) or asked.get("type") != 4:
        return []
    reading = read()
    if reading == Fault.GARBAGE:
        return [Message(Kind.TEXT, GARBAGE.encode())]
    if not isinstance(reading, Card):
        return [_json_message({"type": 4, "ret": _JOYEE_CODES[reading]})]
    return [
        _json_message(
            {
                "type": 4,
                "ret": 0,
                "name": reading.name,
                "sex": reading.sex,
                "nation": reading.nation,
                "birth": reading.born_on,
                "addr": reading.address,
                "id_num": reading.number,
                "depart": reading.issued_by,
                "validityTime": f"{reading.valid_from}-{reading.valid_to}",
                "base64_ID": PHOTO,
                "FrontImgBase64": PHOTO,
                "BackImgBase64": PHOTO,
            }
        )
    ]


def _json_message(content: dict[str, Any]) -> Message:
    return Message(Kind.TEXT, json.dumps(content, ensure_ascii=False).encode())


# --- 点易拍 高拍仪 ---
_DIANYI_READ, _DIANYI_VALUE = b"\xef\x3c\x01\x01", b"\xef\x3d\x01"
_DIANYI_CODES = {
    Fault.NO_CARD: 0x1C,
    Fault.NOT_LIFTED: 0x1C,
    Fault.FAILED: 0x1D,
    Fault.CANCEL: 0x1D,
    Fault.NO_DEVICE: 0x1E,
}
_FIRST_ATTRIBUTE, _PHOTO_VALUE = 9, 10


class Dianyi:
    """Bytes by WebSocket: one message reads, then each value is asked for by number (0 is attribute 9)."""

    def __init__(self) -> None:
        self.values: tuple[str, ...] = ()
        """Of the last card, also after it has gone, as on the real device."""

    def __call__(self, message: Message, read: Read) -> list[Message]:
        """The answer to one message."""
        if message.payload == _DIANYI_READ:
            return [Message(Kind.BYTES, self._read(read()))]
        if message.payload[:3] == _DIANYI_VALUE and len(message.payload) == 4:
            return self._value(message.payload[3])
        return []

    def _read(self, reading: Reading) -> bytes:
        if reading == Fault.GARBAGE:
            return GARBAGE.encode()
        if not isinstance(reading, Card):
            return bytes((0xEF, _DIANYI_CODES[reading], 0, 0))
        self.values = (
            reading.name,
            reading.number,
            reading.sex,
            reading.nation,
            reading.born_on,
            reading.address,
            reading.issued_by,
            reading.valid_from,
            reading.valid_to,
        )
        return b"\xef\x1b\x00\x00"

    def _value(self, value: int) -> list[Message]:
        if value == _PHOTO_VALUE:
            photo = PHOTO.encode()
            return [Message(Kind.BYTES, b"\xef\x3e\x00" + len(photo).to_bytes(3, "big") + photo)]
        if value >= len(self.values):
            return []
        text = self.values[value].encode()[:255]
        head = bytes((0xEF, 0x23, 0, _FIRST_ATTRIBUTE + value, len(text)))
        return [Message(Kind.BYTES, head + text)]


# --- programs that answer a POST ---
_SENTENCES = {
    Fault.NO_CARD: "找卡失败",
    Fault.NOT_LIFTED: "找卡失败",
    Fault.CANCEL: "用户取消",
    Fault.NO_DEVICE: "打开设备失败",
    Fault.FAILED: "读基本信息失败",
}


def http_a(reading: Reading) -> dict[str, Any]:
    """POST /card=idcard: IDCardInfo, or a code that is not 0."""
    if not isinstance(reading, Card):
        return {"function": "read_idcard", "code": -1, "message": _SENTENCES[reading]}
    card = {
        "name": reading.name,
        "sex": reading.sex,
        "nation": reading.nation,
        "birthday": f"{reading.born_on[:4]}年{reading.born_on[4:6]}月{reading.born_on[6:]}日",
        "address": reading.address,
        "cardID": reading.number,
        "issueOrgan": reading.issued_by,
        "validStart": _dotted(reading.valid_from),
        "validEnd": _dotted(reading.valid_to),
        "photoBase64": PHOTO,
    }
    return {"function": "read_idcard", "code": 0, "message": "", "IDCardInfo": card}


def http_b(reading: Reading) -> dict[str, Any]:
    """POST /cgi-bin/readCard: info and result, always both."""
    is_card = isinstance(reading, Card)
    names = ("name", "sex", "nation", "birthday", "address", "idCode", "department", "startDate", "endDate")
    values = ("",) * len(names)
    if isinstance(reading, Card):
        values = (
            reading.name,
            reading.sex,
            reading.nation,
            reading.born_on,
            reading.address,
            reading.number,
            reading.issued_by,
            reading.valid_from,
            reading.valid_to,
        )
    info = {"certType": 0, **dict(zip(names, values, strict=True)), "Photo": PHOTO if is_card else ""}
    said = "" if isinstance(reading, Card) else _SENTENCES[reading]
    return {"info": info, "result": {"resultFlag": 0 if is_card else -1, "errorMsg": said}}


def usb(reading: Reading) -> dict[str, Any]:
    """POST /idcard: what the npm package idcard-reader gives, or {"error": …}; our own convention."""
    if not isinstance(reading, Card):
        return {"error": _SENTENCES[reading]}
    base = {
        "name": reading.name,
        "gender": 1 if reading.sex == "男" else 2,
        "genderName": reading.sex,
        "nation": "",
        "nationName": reading.nation,
        "birth": reading.born_on,
        "address": reading.address,
        "idc": reading.number,
        "regorg": reading.issued_by,
        "startdate": reading.valid_from,
        "enddate": reading.valid_to,
    }
    return {"base": base, "imagePath": "C:/photo.bmp", "samid": "05.03-20260101-0000000001"}


def _dotted(day: str) -> str:
    return f"{day[:4]}.{day[4:6]}.{day[6:]}" if day.isdigit() else day
