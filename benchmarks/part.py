"""Run one part in a process of its own: `python -m benchmarks.part floor full`. Prints one JSON row per line.

The database is the one of the environment; it is brought up to date first.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from dataclasses import asdict

from benchmarks.size import SIZES


def main() -> None:
    """Set Django up before the part's models are imported, and measure."""
    end_in_order()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    name = sys.argv[1]
    for row in importlib.import_module(f"benchmarks.{name}").measure(SIZES[sys.argv[2]]):
        print(json.dumps({"part": name, **asdict(row)}), flush=True)


def end_in_order() -> None:
    """Let a run that is told to stop close its servers and remove its folders first."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


if __name__ == "__main__":
    main()
