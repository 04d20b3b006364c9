"""The app's beginning: its papers are made known to the press."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases."""

    name = "yizhan.cases"

    def ready(self) -> None:
        """Register the papers of a case."""
        from yizhan.cases.paper.registered import register_papers

        register_papers()
