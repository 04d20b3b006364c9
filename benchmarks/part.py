"""Run one part of the benchmarks in a process of its own: `python -m benchmarks.part floor`."""

from __future__ import annotations

import importlib
import os
import sys


def main() -> None:
    """Set Django up before the part's models are imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.settings")
    import django

    django.setup()
    importlib.import_module(f"benchmarks.{sys.argv[1]}").measure()


if __name__ == "__main__":
    main()
