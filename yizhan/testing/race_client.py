"""One client of a race in a process of its own: called with `module:function` and its arguments as JSON."""

from __future__ import annotations

import importlib
import json
import sys


def main() -> None:
    """Set Django up, say ready, wait for the start, do the work, print its result as JSON."""
    import django

    django.setup()
    module, _, name = sys.argv[1].partition(":")
    function = getattr(importlib.import_module(module), name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(function(**json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
