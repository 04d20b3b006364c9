"""The command `yizhan`."""

from __future__ import annotations

import os
import sys

COMMANDS = {
    "init": "建一个真实的大厅（没有任何默认账号） — set up a real hall, without any default account",
    "serve": "开门营业：启动程序 — start the program",
    "demo": "装入演示内容；--live 让大厅动起来 — load the demonstration; --live keeps it moving",
    "token": "给设备或其他系统发令牌 — issue a token for a device or another system",
    "workdays": "工作日推算：workdays add 2026-11-20 20 — count working days",
    "printer": "小票打印机模拟器 — a simulated ticket printer",
    "idreader": "身份证阅读器模拟器 — a simulated ID card reader",
    "key": "更换个人信息加密密钥：key rotate — new keys for personal data",
    "journal": "核对业务日志的封印 — verify the seals of the journal",
}


def main() -> None:
    """Run one of the program's commands; every other name goes to Django's own commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.settings")
    name = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if name in {"--help", "-h", "help"} and len(sys.argv) <= 2:
        print_commands()
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(["yizhan", *sys.argv[1:]])


def print_commands() -> None:
    """Name the commands, each with one line."""
    lines = ["yizhan <command> [--help]", "", *(f"  {name:<10} {text}" for name, text in COMMANDS.items())]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
