"""Fetch one pinned package and refuse it when its bytes are not the ones that were reviewed.

Used by the other scripts of this folder; `npm` is asked because it already knows which registry
this machine may use. Nothing here runs when the program runs.
"""

import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A package as reviewed: its name, its version and the digest of its archive."""

    name: str
    version: str
    sha512: str


def fetch(package: Package, into: Path) -> Path:
    """Unpack a pinned package below a folder and return where its files are."""
    into.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / packed.stdout.strip().splitlines()[-1]
    found = hashlib.sha512(archive.read_bytes()).hexdigest()
    if found != package.sha512:
        raise SystemExit(f"{package.name} {package.version}: digest {found} is not the reviewed one")
    target = into / archive.stem
    with tarfile.open(archive) as opened:
        opened.extractall(target, filter="data")
    return target / "package"
