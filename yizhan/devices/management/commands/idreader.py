"""`yizhan idreader`: an ID card reader without hardware."""

from __future__ import annotations

import sys
import threading
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yizhan.devices.readers.cards import INVENTED, Card, CardsUnreadable, read_cards
from yizhan.devices.readers.protocols import Fault, Reading
from yizhan.devices.readers.simulator import PROTOCOLS, ReaderSimulator

WORDS = {
    Fault.NO_CARD: "没放卡",
    Fault.NOT_LIFTED: "卡读过一次要先拿起",
    Fault.CANCEL: "在读卡器上取消",
    Fault.NO_DEVICE: "没连上读卡器",
    Fault.FAILED: "读卡失败",
    Fault.GARBAGE: "回答乱码",
    Fault.SLOW: "一直不回答",
    Fault.OFF: "程序没开",
}


class Command(BaseCommand):
    """Stand in for an ID reader and its program on this computer until stopped."""

    help = "身份证阅读器模拟器：卡是虚构的，只在本机回答 — a simulated ID card reader with invented cards"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which programs, which cards, which fault, once or until stopped."""
        parser.add_argument(
            "--protocol", choices=("all", *PROTOCOLS), default="all", help="哪种读卡程序 — which program"
        )
        parser.add_argument("--cards", type=Path, help="卡片文件（JSON 列表） — a JSON list of cards")
        parser.add_argument("--card", type=int, default=1, help="一开始放第几张，0 是不放 — the first card")
        parser.add_argument(
            "--fault", choices=sorted(WORDS), help="一开始的故障 — a fault from the beginning"
        )
        parser.add_argument(
            "--once", action="store_true", help="读到一张就结束 — end after one card was read"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer until Ctrl-C, or until one card was read."""
        cards = self._cards(options["cards"])
        if not 0 <= options["card"] <= len(cards):
            raise CommandError(f"只有 {len(cards)} 张卡。 There are {len(cards)} cards.")
        chosen = PROTOCOLS if options["protocol"] == "all" else (options["protocol"],)
        simulator = ReaderSimulator(chosen)
        for protocol, problem in simulator.refused.items():
            self.stderr.write(f"{protocol} 的端口不能用（{problem}） — its port cannot be used")
        if not simulator.ports:
            raise CommandError("一个端口都不能用，请先关掉占用它的程序。 No port can be used.")
        reader, ended = simulator.reader, threading.Event()
        if options["card"]:
            reader.lay(cards[options["card"] - 1])
        reader.fault = Fault(options["fault"]) if options["fault"] else None

        def tell(protocol: str, reading: Reading) -> None:
            word = f"读出 {reading.masked}" if isinstance(reading, Card) else WORDS[reading]
            self.stdout.write(f"{protocol}：{word}")
            if options["once"] and isinstance(reading, Card):
                ended.set()

        reader.tell = tell
        with simulator, suppress(KeyboardInterrupt):
            self._explain(simulator, cards)
            if sys.stdin and sys.stdin.isatty():
                threading.Thread(target=self._listen, args=(simulator, cards), daemon=True).start()
            ended.wait()
            simulator.reader.stopping.wait(0.5)  # the answer that is being sent arrives

    def _cards(self, file: Path | None) -> tuple[Card, ...]:
        try:
            return read_cards(file) if file else INVENTED
        except CardsUnreadable:
            raise CommandError(
                f"{file} 不是卡片文件，格式见 docs/devices-id-reader.md。 Not a list of cards."
            ) from None

    def _explain(self, simulator: ReaderSimulator, cards: tuple[Card, ...]) -> None:
        for protocol, port in simulator.ports.items():
            self.stdout.write(f"{protocol:<8} 127.0.0.1:{port}")
        for number, card in enumerate(cards, start=1):
            self.stdout.write(f"{number:>3}  {card.masked}")
        if sys.stdin and sys.stdin.isatty():
            faults = "、".join(f"{fault} {word}" for fault, word in WORDS.items())
            self.stdout.write(f"输入卡号放上那张卡，0 拿走卡，ok 没有故障；故障：{faults}")

    def _listen(self, simulator: ReaderSimulator, cards: tuple[Card, ...]) -> None:
        for line in sys.stdin:
            self.stdout.write(obey(simulator, cards, line.strip()))


def obey(simulator: ReaderSimulator, cards: tuple[Card, ...], word: str) -> str:
    """Do what was typed at the terminal; what is said about it."""
    reader = simulator.reader
    if word in WORDS:
        reader.fault = Fault(word)
        return f"故障：{WORDS[reader.fault]}"
    if word == "ok":
        reader.fault = None
        return "没有故障"
    if word == "0":
        reader.lift()
        return "卡拿走了"
    if word.isdecimal() and 1 <= int(word) <= len(cards):
        reader.lay(cards[int(word) - 1])
        return f"放上 {cards[int(word) - 1].masked}"
    return f"输入 0–{len(cards)}、ok 或 {'、'.join(WORDS)}"
