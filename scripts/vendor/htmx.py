"""Put the pinned htmx beside the program: one minified file and its licence."""

import shutil
import tempfile
from pathlib import Path

from packages import Package, fetch

HTMX = Package(
    "htmx.org",
    "2.0.11",
    "4e1c7f5ada5e390a92aea042c3f0357301891a0e14ad56b7fac5b41a6accde9e"
    "202603bcf5e707e2ab5b9f2cc30d616f053aa39c83028042d336deb7e9db5a98",
)
VENDOR = Path(__file__).parents[2] / "yizhan/ui/static/ui/vendor"


def main() -> None:
    """Copy the two files; 2.x is the pinned line, 4.x is another major."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        package = fetch(HTMX, Path(scratch))
        shutil.copyfile(package / "dist/htmx.min.js", VENDOR / "htmx.min.js")
        shutil.copyfile(package / "LICENSE", VENDOR / "htmx.LICENSE")


if __name__ == "__main__":
    main()
