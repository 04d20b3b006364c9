"""`yizhan journal verify`: does the journal still say what it said?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from yizhan.journal import sealing
from yizhan.journal.models import Position
from yizhan.web.process import seals, start


class Command(BaseCommand):
    """Seal, export or verify the journal, with the auditor's key."""

    help = "核对业务日志的封印 — verify the seals of the journal (code 1: something was changed)"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """verify, seal, export."""
        what = parser.add_subparsers(dest="what", required=True)
        verify = what.add_parser("verify", help="核对每个单位的封印链和每天导出的链头 — verify everything")
        verify.add_argument(
            "--seals",
            type=Path,
            help="审计员另存的链头目录 — the folder where the auditor keeps the exported heads",
        )
        what.add_parser("seal", help="立即封印新的记录 — seal what is new")
        what.add_parser("export", help="立即导出今天的链头 — export the heads of today")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the three."""
        start.check_data_folder(settings.DATA_DIR)
        start.prepare_database()
        if options["what"] == "seal":
            self.stdout.write(f"封印了 {seals.seal_new(seals.audit_key())} 条记录。")
        elif options["what"] == "export":
            file = seals.export_heads(settings.DATA_DIR / "seals", timezone.localdate())
            self.stdout.write(f"已导出到 {file}。" if file else "没有新的内容。")
        elif not self._verify(options["seals"] or settings.DATA_DIR / "seals"):
            sys.exit(1)

    def _verify(self, folder: Path) -> bool:
        key, is_whole, units = seals.audit_key(), True, 0
        for unit_id in Position.objects.order_by("unit_id").values_list("unit_id", flat=True):
            verdict = sealing.verify_unit(unit_id, key)
            units += 1
            if verdict.broken_at is not None:
                is_whole = False
                self.stderr.write(f"{unit_id}：第 {verdict.broken_at} 条起与封印不符 — broken from there on")
        exported = seals.exported_heads(folder)
        for day, unit_id, entries, head in exported:
            if seals.contradicts(unit_id, entries, head):
                is_whole = False
                self.stderr.write(
                    f"{unit_id}：与 {day} 导出的链头不符（第 {entries} 条） — differs from the export"
                )
        self.stdout.write(
            f"核对了 {units} 个单位、{len(exported)} 个导出的链头；还有 {seals.unsealed()} 条等待封印。"
            + ("全部相符。" if is_whole else "发现改动，请保留现场并报告审计管理员。")
        )
        return is_whole
