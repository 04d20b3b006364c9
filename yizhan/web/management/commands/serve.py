"""`yizhan serve`: open the hall."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from yizhan.web.process.opening import PARTS, Plan, open_hall
from yizhan.web.process.start import CannotStart
from yizhan.web.tasks import periodic


class Command(BaseCommand):
    """Prepare the data, start server and worker, and run until stopped."""

    help = "开门营业：准备数据，启动网页、实时推送和后台任务 — open the hall; Ctrl-C stops it"
    requires_system_checks = ()  # a start is not a test run; `make check` does them

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, which part, demonstration or not."""
        parser.add_argument(
            "--demo", action="store_true", help="空的数据目录先装入演示 — load the demonstration"
        )
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help="监听地址，0.0.0.0 让大厅里别的机器也能访问 — 0.0.0.0: the whole network",
        )
        parser.add_argument("--port", default=str(settings.PORT), help="端口 — default: YIZHAN_PORT or 8000")
        parser.add_argument(
            "--only", choices=sorted(PARTS), help="只运行一部分（需要 PostgreSQL） — one service of several"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped; code 1 with one sentence when it cannot start."""
        port = options["port"]
        if not port.isdecimal() or not 0 <= int(port) <= 65535:
            raise CannotStart(
                f"端口 {port} 不对，请用 1 到 65535 的数字。",
                f"{port} is no port: use a number from 1 to 65535.",
            )
        parts = frozenset({options["only"]}) if options["only"] else PARTS
        plan = Plan(options["host"], int(port), periodic, parts, demo=options["demo"])
        try:
            open_hall(plan)
        except KeyboardInterrupt:
            sys.exit(130)
        self.stdout.write("已停止。 Stopped.")
