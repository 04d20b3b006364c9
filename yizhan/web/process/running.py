"""What runs in this process, for /healthz."""

from __future__ import annotations

from dataclasses import dataclass

from yizhan.live.hub import Hub
from yizhan.web.process.worker import Worker


@dataclass
class Running:
    """The parts of this process; None for what another service does."""

    hub: Hub | None = None
    worker: Worker | None = None


here = Running()
