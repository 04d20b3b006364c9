"""docs/access.md: `python -m yizhan.testing.access_table > docs/access.md`."""

from __future__ import annotations

import os
import sys

import django


def main() -> None:
    """Write the table to standard output."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.settings")
    django.setup()
    from yizhan.testing.doors import table  # not before Django is set up

    sys.stdout.write(table())


if __name__ == "__main__":
    main()
