"""Makes the papers known to the press: called once, when the app begins."""

from __future__ import annotations

from pathlib import Path

from yizhan.cases.paper.bodies import bodies_of
from yizhan.cases.paper.samples import SAMPLES
from yizhan.documents.registry import register, register_bodies

_HERE = Path(__file__).parent


def register_papers() -> None:
    """Every paper of a case with its two templates and its example."""
    for key, paper in SAMPLES.items():
        register(
            key,
            title=paper.title,
            series=paper.series,
            typst=_HERE / "typst" / f"{key}.typ",
            word=_HERE / "word" / f"{key}.docx",
            sample=paper.content(),
        )
    register_bodies(bodies_of)
