"""An import-linter contract: the named modules of an app are imported by that app only.

The library's own `protected` contract would need one block per app, and a new app would be forgotten.
"""

from __future__ import annotations

import grimp
from importlinter import Contract, ContractCheck, fields, output

APP_DEPTH = 2  # yizhan.queueing


class PrivateModulesContract(Contract):
    """Breaks when `yizhan.desk` imports `yizhan.queueing.views` or anything below it."""

    type_name = "private"

    modules = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Compare the app of every importer with the app of the private module."""
        broken = sorted(
            (importer, imported)
            for imported in graph.modules
            if self._is_private(imported)
            for importer in graph.find_modules_that_directly_import(imported)
            if _app_of(importer) != _app_of(imported)
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line per wrong import."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(
                f"{importer} imports {imported}, which is private to {_app_of(imported)}", bold=False
            )

    def _is_private(self, module: str) -> bool:
        parts = module.split(".")
        return len(parts) > APP_DEPTH and parts[APP_DEPTH] in self.modules  # type: ignore[operator]


def _app_of(module: str) -> str:
    return ".".join(module.split(".")[:APP_DEPTH])
