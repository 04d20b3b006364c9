"""The keys of personal data: what is sealed is opened under the same key for the same purpose only."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path

import pytest

from yizhan.lib.env import BadSetting
from yizhan.lib.keyring import (
    KEY_FILE,
    CannotBeOpened,
    Keyring,
    keyring_beside,
    new_keyring,
    read_keyring,
    write_keyring,
)


@pytest.mark.parametrize("plain", ["张三", "𠮷田", "a" * 5000, "61019919500312001X", " "])
def test_what_is_sealed_is_opened_again(plain: str) -> None:
    ring = new_keyring()
    sealed = ring.seal_text(plain, purpose="people.person.name")
    assert plain not in sealed
    assert ring.open_text(sealed, purpose="people.person.name") == plain


def test_an_empty_text_stays_empty_and_needs_no_key() -> None:
    ring = new_keyring()
    assert (
        ring.seal_text("", purpose="p")
        == ring.open_text("", purpose="p")
        == ring.index("", purpose="p")
        == ""
    )


def test_two_sealings_of_one_text_differ() -> None:
    ring = new_keyring()
    assert ring.seal(b"one", purpose="p") != ring.seal(b"one", purpose="p")


def test_a_text_moved_to_another_column_is_not_opened() -> None:
    ring = new_keyring()
    sealed = ring.seal_text("13800000000", purpose="people.person.phone")
    with pytest.raises(CannotBeOpened):
        ring.open_text(sealed, purpose="people.person.name")


def test_a_changed_sign_is_noticed_wherever_it_stands() -> None:
    ring = new_keyring()
    sealed = ring.seal(b"some text", purpose="p")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(CannotBeOpened):
            ring.open(bytes(changed), purpose="p")


@pytest.mark.parametrize("sealed", [b"", b"k1", b"k1.", b"k1.short", b"no dot at all", b"\xff\xfe.x"])
def test_what_was_never_sealed_is_refused_in_the_same_way(sealed: bytes) -> None:
    with pytest.raises(CannotBeOpened):
        new_keyring().open(sealed, purpose="p")


def test_after_a_rotation_old_and_new_are_opened_until_the_old_key_goes() -> None:
    ring = new_keyring()
    old = ring.seal_text("text", purpose="p")
    rotated = ring.rotated()
    new = rotated.seal_text("text", purpose="p")
    assert (rotated.current, rotated.key_of(old), rotated.key_of(new)) == ("k2", "k1", "k2")
    assert rotated.open_text(old, purpose="p") == rotated.open_text(new, purpose="p") == "text"
    alone = rotated.without_old()
    assert alone.open_text(new, purpose="p") == "text"
    with pytest.raises(CannotBeOpened):
        alone.open_text(old, purpose="p")
    assert alone.rotated().current == "k3"


def test_an_index_is_the_same_for_ever_and_another_for_each_purpose() -> None:
    ring = new_keyring()
    assert ring.index("1", purpose="phone") == ring.rotated().without_old().index("1", purpose="phone")
    assert ring.index("1", purpose="phone") != ring.index("1", purpose="number")
    assert ring.index("1", purpose="phone") != new_keyring().index("1", purpose="phone")


def test_the_index_is_hmac_sm3_under_the_index_key() -> None:
    """Counted out apart from the program: the same key and value give the same index on any machine."""
    ring = Keyring("k1", {"k1": bytes(16)}, bytes(32))
    told = ring.index("61019919500312001X", purpose="people.number")
    assert len(told) == 64
    assert told == Keyring("k9", {"k9": bytes([1] * 16)}, bytes(32)).index(
        "61019919500312001X", purpose="people.number"
    )


def test_the_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    ring = keyring_beside(tmp_path)
    assert keyring_beside(tmp_path) == ring
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    write_keyring(ring.rotated(), tmp_path)
    assert keyring_beside(tmp_path).current == "k2"
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [KEY_FILE]


def test_what_is_written_is_read_again() -> None:
    ring = new_keyring().rotated()
    assert read_keyring(ring.written()) == ring


BROKEN = json.loads(new_keyring().written())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        json.dumps(BROKEN | {"current": "k7"}),
        json.dumps(BROKEN | {"keys": {"k1": base64.b64encode(b"short").decode()}}),
        json.dumps({"current": "k1", "keys": BROKEN["keys"]}),
    ],
    ids=["empty", "no JSON", "a list", "nothing named", "an unknown key", "a short key", "no index key"],
)
def test_a_broken_file_is_one_sentence_and_never_replaced(text: str) -> None:
    with pytest.raises(BadSetting, match="个人信息加密密钥"):
        read_keyring(text)
