"""What the program says when the hall is open: its addresses and, in a demonstration, how to sign in."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any


def welcome(folder: Path, host: str, port: int) -> str:
    """The lines for the console."""
    base = f"http://{_named(host)}:{port}"
    lines = ["", "一站已开门 — the hall is open:", f"  {base}"]
    lines += [f"  http://{address}:{port}" for address in _own_addresses(host)]
    demo = folder / "DEMO"
    if demo.exists():
        lines += _demonstration(json.loads(demo.read_text(encoding="utf-8") or "{}"), base)
    else:
        lines += ["", f"工作人员登录 — staff sign in:  {base}/sign-in/"]
    lines += ["", "按 Ctrl-C 停止 — Ctrl-C stops it", ""]
    return "\n".join(lines)


def _demonstration(told: dict[str, Any], base: str) -> list[str]:
    lines = ["", "演示数据，不是真实的大厅 — a demonstration, not a real hall"]
    if sign_ins := told.get("sign_ins"):
        lines += ["", f"登录 — sign in:  {base}/sign-in/"]
        widest = max(len(row["username"]) for row in sign_ins)
        lines += [f"  {row['username']:<{widest}}  {row['password']}  {row['who']}" for row in sign_ins]
    if addresses := told.get("addresses"):
        lines += ["", "设备 — devices (open in a browser of their own):"]
        lines += [f"  {row['name']}  {base}{row['path']}" for row in addresses]
    return lines


def _named(host: str) -> str:
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 - it is compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _own_addresses(host: str) -> list[str]:
    """Where other machines of the hall find it, when it listens to them; found without sending anything."""
    if host not in {"0.0.0.0", "::"}:  # noqa: S104
        return []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # a documentation address: only the route is looked up
        except OSError:
            return []
        return [str(asking.getsockname()[0])]
