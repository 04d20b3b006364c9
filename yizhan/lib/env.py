"""Typed, loud readers of environment variables: a wrong value stops the program with one sentence."""

from __future__ import annotations

import os
from pathlib import Path


class BadSetting(SystemExit):
    """A setting of the environment cannot be used; the message says which and what is expected."""


def env_str(name: str, default: str = "") -> str:
    """The variable's text, or the default when it is not set."""
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool = False) -> bool:
    """A yes/no variable. Raises BadSetting for anything but 1/0, true/false, yes/no."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes"}:
        return True
    if text in {"0", "false", "no"}:
        return False
    raise BadSetting(
        f"环境变量 {name} 是“{text}”，请改为 true 或 false。\n{name} is “{text}”; use true or false."
    )


def env_int(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between two bounds. Raises BadSetting otherwise."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or not low <= int(text) <= high:
        raise BadSetting(
            f"环境变量 {name} 是“{text}”，请改为 {low} 到 {high} 的整数。\n"
            f"{name} is “{text}”; use a whole number from {low} to {high}."
        )
    return int(text)


def env_list(name: str) -> list[str]:
    """A comma-separated list; empty when the variable is not set."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def env_secret(name: str) -> str:
    """A secret from NAME, or from the file named by NAME_FILE. Empty when neither is set."""
    file = os.environ.get(f"{name}_FILE", "")
    if not file:
        return os.environ.get(name, "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise BadSetting(
            f"{name}_FILE 指定的文件 {file} 读不了（{problem.strerror}）。\n"
            f"{name}_FILE names {file}, which cannot be read: {problem.strerror}."
        ) from None
