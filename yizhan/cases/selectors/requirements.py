"""What an item asks for at the window: its questions and materials, out of the published version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yizhan.cases.rules.intake import Asked, Listed, is_needed
from yizhan.catalog.models import Implementation, ItemVersion, Material, Situation
from yizhan.catalog.states import VersionState


@dataclass(frozen=True, slots=True)
class Requirements:
    """The published version of an item as acceptance needs it. Without a guide nothing is known."""

    version: ItemVersion | None
    situations: tuple[Situation, ...] = ()
    materials: tuple[Material, ...] = ()

    @property
    def asked(self) -> list[Asked]:
        """The questions as the rules want them."""
        return [
            Asked(one.key, one.question, tuple(option["key"] for option in one.options))
            for one in self.situations
        ]

    @property
    def listed(self) -> list[Listed]:
        """All materials as the rules want them."""
        return [Listed(one.pk, one.name, one.need, one.when) for one in self.materials]

    def needed(self, answers: Mapping[str, str]) -> list[Material]:
        """The materials that this situation needs, in the guide's order."""
        return [one for one in self.materials if is_needed(one.when, answers)]


def requirements_of(implementation: Implementation) -> Requirements:
    """The questions and materials of the version that is published now."""
    version = ItemVersion.objects.filter(implementation=implementation, state=VersionState.PUBLISHED).first()
    return Requirements(None) if version is None else requirements_of_version(version)


def requirements_of_version(version: ItemVersion) -> Requirements:
    """The questions and materials of a version, also of a superseded one: a running case keeps its own."""
    return Requirements(
        version,
        tuple(Situation.objects.filter(version=version).order_by("order")),
        tuple(Material.objects.filter(version=version).order_by("order")),
    )
