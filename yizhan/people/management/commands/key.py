"""`yizhan key rotate` and `yizhan key status`: the keys under which personal data is stored."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from yizhan.files import resealing as files
from yizhan.lib.actor import SYSTEM
from yizhan.lib.keyring import KEY_FILE
from yizhan.people import resealing, rotation
from yizhan.people.actions import keep_rotation
from yizhan.people.models import KeyRotation
from yizhan.people.rotation import Rotated
from yizhan.people.selectors import rotations
from yizhan.rows.sealed import keys_as_stored


class Command(BaseCommand):
    """Rotate the keys, or say how things stand."""

    help = "更换个人信息加密密钥 — new keys for personal data"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """rotate, status."""
        what = parser.add_subparsers(dest="what", required=True)
        rotate = what.add_parser("rotate", help="换新密钥，或接着换完 — a new key, or go on where it stopped")
        rotate.add_argument(
            "--new", action="store_true", help="上一次没有换完也再换一把新密钥 — a new key even so"
        )
        rotate.add_argument(
            "--quiet-seconds",
            type=int,
            default=rotation.QUIET_SECONDS,
            help="删去旧密钥前等多少秒，默认 %(default)s — how long to wait before an old key is dropped",
        )
        what.add_parser("status", help="现在用哪把密钥、还有多少没换 — which key, how much is left")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the two."""
        if KeyRotation._meta.db_table not in connection.introspection.table_names():
            raise CommandError("数据库还没有建好，请先运行 yizhan init 或 yizhan serve。")
        if options["what"] == "status":
            self._status()
            return
        folder = Path(settings.DATA_DIR)
        try:
            with rotation.one_at_a_time(folder):
                self._rotate(folder, anew=options["new"], quiet_seconds=options["quiet_seconds"])
        except rotation.RotationRuns:
            raise CommandError("另一个 key rotate 正在运行，请等它结束。") from None

    def _rotate(self, folder: Path, *, anew: bool, quiet_seconds: int) -> None:
        if settings.DATA_KEYS:
            self._begin_in_environment(anew=anew)
        else:
            ring, goes_on = rotation.begin(folder, anew=anew)
            self._say(
                f"接着上次换到 {ring.current}。" if goes_on else f"新密钥 {ring.current} 已启用，旧的还留着。"
            )
        done = rotation.carry_over(self._say)
        if not done.left and not settings.DATA_KEYS:
            self._say(f"都换好了。等 {quiet_seconds} 秒，让正在办的都办完，再删去旧密钥。")
            rotation.wait_until_quiet((folder / KEY_FILE).stat().st_mtime, quiet_seconds)
            self._drop(folder, done)
        self._keep(done)
        self._conclude(done)

    def _drop(self, folder: Path, done: Rotated) -> None:
        """Once more over everything, for what was written with the old key in hand; then drop it."""
        late = rotation.carry_over(self._say)
        done.columns, done.files = done.columns + late.columns, done.files + late.files
        rotation.drop_old(folder, done)

    def _begin_in_environment(self, *, anew: bool) -> None:
        """The program cannot change its own environment: it prints what to set, and goes on next time."""
        ring = keys_as_stored()
        if len(ring.keys) > 1 and not anew:
            return
        self.stdout.write(ring.rotated().written())
        raise CommandError(
            "密钥来自环境变量 YIZHAN_DATA_KEYS，程序改不了它。请把上面这一行设为它的新值（含新旧密钥），"
            "另行备份，重启程序，再运行一次 yizhan key rotate。"
        )

    def _keep(self, done: Rotated) -> None:
        keep_rotation(
            done.key,
            columns_resealed=done.columns,
            files_resealed=done.files,
            left=done.left,
            dropped=done.dropped,
            by=SYSTEM,
            at=timezone.now(),
        )

    def _conclude(self, done: Rotated) -> None:
        self._say(f"换了 {done.columns} 条文字、{done.files} 个文件，现在用的是 {done.key}。")
        if done.left:
            raise CommandError(
                f"还有 {done.left} 项没有换成，旧密钥留着，其中 {done.unreadable} 条用现有密钥打不开。"
                "请运行 yizhan key status 查看；打不开的，请找回当时的密钥备份。"
            )
        if settings.DATA_KEYS:
            self.stdout.write(keys_as_stored().without_old().written())
            self._say("旧密钥已不再使用。请把上面这一行设为 YIZHAN_DATA_KEYS，另行备份，再重启程序。")
        else:
            self._say(
                f"旧密钥 {'、'.join(done.dropped) or '（没有）'} 已删去。请马上另行备份 {KEY_FILE} 文件。"
            )
        self._say("换密钥以前的数据库备份，只有当时的密钥能读：那份密钥备份要和它们留得一样久。")

    def _status(self) -> None:
        ring, left = keys_as_stored(), resealing.remaining()
        place = "环境变量 YIZHAN_DATA_KEYS" if settings.DATA_KEYS else str(Path(settings.DATA_DIR) / KEY_FILE)
        self._say(f"密钥存放：{place}")
        self._say(f"现在用的：{ring.current}；还留着的：{'、'.join(sorted(ring.keys))}")
        for name, count in left.items():
            self._say(f"还没换的：{name} {count} 条")
        if count := files.remaining():
            self._say(f"还没换的：文件 {count} 个")
        closed = resealing.unreadable_columns()
        for name in closed:
            self._say(f"打不开：{name}")
        last = rotations().first()
        when = timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M") if last else "还没有换过"
        self._say(f"上次更换：{when}")
        if closed:
            raise CommandError("有内容用现有密钥打不开。请先放回单独保管的密钥备份，再让人办事。")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
