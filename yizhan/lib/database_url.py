"""Which database: SQLite beside the data by default, PostgreSQL by address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from yizhan.lib.env import BadSetting

# IMMEDIATE takes the write lock before the first read, so that a read-then-write never dies of
# "database is locked"; 20 s is longer than any act may last; FULL keeps an issued number through a power cut.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database_from_url(url: str, *, data_dir: Path) -> dict[str, Any]:
    """Django's database settings for `postgresql://…`, `sqlite:///path`, or nothing at all.

    Raises BadSetting for an address of another kind.
    """
    if not url:
        return _sqlite(data_dir / "yizhan.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise BadSetting(
        f"YIZHAN_DATABASE_URL begins with “{parts.scheme}:”; use sqlite:///path or postgresql://user:pw@host/name."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(SQLITE_OPTIONS),
        # A file, not :memory:, so that tests with several processes and threads meet the real locks.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }
