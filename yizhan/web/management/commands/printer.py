"""`yizhan printer simulate`: a ticket printer without paper."""

from __future__ import annotations

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yizhan.devices.simulator import FAULTS, PrinterSimulator


class Command(BaseCommand):
    """Stand in for a network printer until stopped."""

    help = "小票打印机模拟器：收到的小票存成文字和图片 — a simulated network printer, slips as text and PNG"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """simulate, with the port, the folder and a fault."""
        what = parser.add_subparsers(dest="what", required=True)
        simulate = what.add_parser("simulate", help="开始模拟 — begin")
        simulate.add_argument("--host", default="127.0.0.1", help="监听地址 — the address to listen on")
        simulate.add_argument("--port", type=int, default=9100, help="端口 — the port, 9100 as real ones")
        simulate.add_argument(
            "--folder", type=Path, default=Path("slips"), help="存放小票的目录 — where slips go"
        )
        simulate.add_argument(
            "--fault", choices=sorted(FAULTS), default="", help="模拟故障 — stand still with a fault"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Listen until Ctrl-C."""
        folder: Path = options["folder"]
        try:
            simulator = PrinterSimulator(
                options["port"], host=options["host"], folder=folder, fault=options["fault"]
            )
        except OSError as problem:
            raise CommandError(
                f"不能使用 {options['host']}:{options['port']}（{problem.strerror}），请换一个端口。"
                " The port cannot be used; choose another."
            ) from None
        with simulator, suppress(KeyboardInterrupt):
            fault = f"，故障：{simulator.fault.value}" if simulator.fault else ""
            self.stdout.write(
                f"打印机在 {simulator.host}:{simulator.port}，小票存到 {folder.absolute()}{fault}"
            )
            simulator.wait()
