"""The signing key of an installation: made once, kept in the data folder, never in the database."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from yizhan.lib.env import BadSetting


def _random() -> str:
    return secrets.token_urlsafe(50)


def secret_key_beside(data_dir: Path, name: str = "secret-key", *, make: Callable[[], str] = _random) -> str:
    """The installation's key; created on first use by `make`, readable by its owner only.

    Raises BadSetting with one sentence when the data folder cannot be written.
    """
    file = data_dir / name
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _write_once(file, make())
        return file.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise BadSetting(
            f"The data folder {data_dir} cannot be written ({problem.strerror}). "
            "Give it to the user who runs Yizhan, or name another in YIZHAN_DATA_DIR.\n"
            f"数据目录 {data_dir} 不能写入。请改正目录权限，或用 YIZHAN_DATA_DIR 指定别的目录。"
        ) from None


def _write_once(file: Path, key: str) -> None:
    """Two processes starting together must end with one key: write aside, then link without overwriting."""
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    aside.touch(mode=0o600)
    aside.write_text(key, encoding="ascii")
    try:
        os.link(aside, file)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
