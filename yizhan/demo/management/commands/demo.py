"""`yizhan demo`: load the demonstration; with --live, let the hall go on in real time."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from yizhan.demo import script
from yizhan.demo.month import go_on, play_month
from yizhan.demo.play import SHANGHAI
from yizhan.demo.stage import Stage, build, found_again
from yizhan.orgs.models import Unit
from yizhan.orgs.states import Post


class Command(BaseCommand):
    """Load a month of a town hall and two stations, then today so far."""

    help = "装入演示内容：一个街道大厅和两个社区站的一个月，以及今天到现在。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--live keeps the hall moving until it closes."""
        parser.add_argument(
            "--live",
            action="store_true",
            help="让演示大厅实时营业，大屏会动；已装入的接着演 — keep it moving",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a data folder that holds a real hall; otherwise found the hall and play."""
        call_command("migrate", verbosity=0, interactive=False)
        if settings.IS_DEMO and options["live"]:
            stage = found_again()
        elif Unit.objects.exists():
            raise CommandError(
                "这个数据目录里已经有内容，演示不会覆盖它。请用 YIZHAN_DATA_DIR 指定一个空目录。"
            )
        else:
            stage = self._found()
        if options["live"]:
            self.stdout.write("演示大厅正在实时营业，按 Ctrl-C 结束。")
            with suppress(KeyboardInterrupt):
                go_on(stage, _now)

    def _found(self) -> Stage:
        now = _now()
        with _without_fsync():
            stage = build(now - timedelta(days=60))
            _mark_as_demo(stage)
            play_month(stage, now, self._tell)
        self.stdout.write("\n演示已装好。")
        return stage

    def _tell(self, day: str) -> None:
        self.stdout.write(f"\r已演到 {day} ", ending="")
        self.stdout.flush()


def _now() -> datetime:
    return timezone.localtime(timezone.now(), SHANGHAI)


def _mark_as_demo(stage: Stage) -> None:
    """Mark the data folder, so that every page says 演示 from now on, also after a restart."""
    told = {
        "sign_ins": [
            {
                "username": member.role.username,
                "password": script.PASSWORD,
                "who": " · ".join((member.user.name, Post(member.role.post).label, member.unit.short_name)),
            }
            for member in stage.members
        ],
        "addresses": stage.addresses,
    }
    (settings.DATA_DIR / "DEMO").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    settings.IS_DEMO = True


class _without_fsync:  # noqa: N801 - reads as a clause of `with`
    """The demonstration can be made again, so its month is not worth a disk sync per act."""

    def __enter__(self) -> None:
        self._set("OFF")

    def __exit__(self, *_: object) -> None:
        self._set("FULL")

    @staticmethod
    def _set(level: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={level}")
