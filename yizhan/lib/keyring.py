"""The keys under which personal data is stored: SM4-GCM (GB/T 32907) and an HMAC-SM3 index for exact search.

Keys stand in a file of the data folder or in the environment, never in the database (PRODUCT 6.3; 密码法 27).
A sealed text says under which key it was sealed, so that keys may change while old texts stay readable.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

from yizhan.lib.env import BadSetting
from yizhan.lib.secret_key import secret_key_beside
from yizhan.lib.sm3 import hmac_sm3

KEY_BYTES, NONCE_BYTES, TAG_BYTES = 16, 12, 16


class CannotBeOpened(Exception):
    """A sealed text whose key is missing, or that somebody changed. A bug or an attack, no refusal."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys by their id; new texts are sealed under `current`. `index_key` never seals anything."""

    current: str
    keys: Mapping[str, bytes]
    index_key: bytes

    def seal(self, plain: bytes, *, purpose: str) -> bytes:
        """Encrypt under the current key. `purpose` (table and column) must be the same when opening."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealing = Cipher(SM4(self.keys[self.current]), GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(purpose.encode())
        sealed = sealing.update(plain) + sealing.finalize()
        return self.current.encode() + b"." + nonce + sealing.tag + sealed

    def open(self, sealed: bytes, *, purpose: str) -> bytes:
        """Decrypt what `seal` made for the same purpose. Raises CannotBeOpened."""
        name, _, rest = sealed.partition(b".")
        key = self.keys.get(name.decode("ascii", "replace"))
        if key is None:
            raise CannotBeOpened(f"no key {name[:8]!r} in the keyring")
        nonce, tag = rest[:NONCE_BYTES], rest[NONCE_BYTES : NONCE_BYTES + TAG_BYTES]
        try:
            opening = Cipher(SM4(key), GCM(nonce, tag)).decryptor()
            opening.authenticate_additional_data(purpose.encode())
            return opening.update(rest[NONCE_BYTES + TAG_BYTES :]) + opening.finalize()
        except (InvalidTag, ValueError) as problem:
            raise CannotBeOpened(purpose) from problem

    def seal_text(self, plain: str, *, purpose: str) -> str:
        """A text sealed as text, for a column; an empty text stays empty."""
        return base64.urlsafe_b64encode(self.seal(plain.encode(), purpose=purpose)).decode() if plain else ""

    def open_text(self, sealed: str, *, purpose: str) -> str:
        """The text that `seal_text` sealed. Raises CannotBeOpened."""
        return self.open(base64.urlsafe_b64decode(sealed), purpose=purpose).decode() if sealed else ""

    def index(self, value: str, *, purpose: str) -> str:
        """The blind index of a value: equal values of one purpose are found, none can be read back."""
        return hmac_sm3(self.index_key, f"{purpose}\0{value}".encode()).hex() if value else ""

    def key_of(self, sealed_text: str) -> str:
        """Under which key a text was sealed; empty for an empty text."""
        sealed = base64.urlsafe_b64decode(sealed_text)
        return sealed.partition(b".")[0].decode("ascii", "replace")

    def rotated(self) -> Keyring:
        """The same keys with a new one to seal under from now on."""
        name = f"k{max(int(one.removeprefix('k')) for one in self.keys) + 1}"
        return Keyring(name, {**self.keys, name: secrets.token_bytes(KEY_BYTES)}, self.index_key)

    def without_old(self) -> Keyring:
        """Only the current key: for when nothing is sealed under the others any more."""
        return Keyring(self.current, {self.current: self.keys[self.current]}, self.index_key)

    def written(self) -> str:
        """The keyring as the text of its file."""
        keys = {name: base64.b64encode(key).decode() for name, key in self.keys.items()}
        index = base64.b64encode(self.index_key).decode()
        return json.dumps({"current": self.current, "keys": keys, "index": index})


def new_keyring() -> Keyring:
    """A keyring with one fresh key."""
    return Keyring("k1", {"k1": secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(32))


def read_keyring(text: str) -> Keyring:
    """The keyring of a file's or variable's text. Raises BadSetting with one sentence."""
    try:
        told = json.loads(text)
        keys = {str(name): base64.b64decode(key) for name, key in told["keys"].items()}
        ring = Keyring(str(told["current"]), keys, base64.b64decode(told["index"]))
        if ring.current not in keys or {len(key) for key in keys.values()} != {KEY_BYTES}:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadSetting(
            "The keys for personal data (file data-keys, or YIZHAN_DATA_KEYS) cannot be read. "
            "Put back the copy that you keep apart from the database.\n"
            "个人信息加密密钥（data-keys 文件或 YIZHAN_DATA_KEYS）读不出来。请放回单独保管的那份备份。"
        ) from None
    return ring


def keyring_beside(data_dir: Path) -> Keyring:
    """The installation's keyring out of its data folder; made on first use, readable by its owner only."""
    return read_keyring(secret_key_beside(data_dir, KEY_FILE, make=lambda: new_keyring().written()))


def write_keyring(ring: Keyring, data_dir: Path) -> None:
    """Replace the file in one step; after a power cut there is the old one or the new one, whole."""
    aside = data_dir / f"{KEY_FILE}.{os.getpid()}"
    aside.touch(mode=0o600)
    with aside.open("w", encoding="ascii") as file:
        file.write(ring.written())
        file.flush()
        os.fsync(file.fileno())
    aside.replace(data_dir / KEY_FILE)


KEY_FILE = "data-keys"
