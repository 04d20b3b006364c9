"""Names of units: cleaned statistical names, and the names of halls by the guideline (clause 2.2).

The guideline gives two patterns and says nothing of villages, scenic areas and development zones. A village
takes the community's pattern; a scenic area stands where the town stands; the district is the one on the map.
"""

from __future__ import annotations

from dataclasses import dataclass

# Longest first; the shorter ones are what is left of typing errors in the statistical names.
_COMMUNITY_ENDINGS = (
    "社区居民委员会", "社区居民委会", "社区居委会", "社区委会", "居民委员会", "居委会",
)  # fmt: skip
_VILLAGE_ENDINGS = ("村村民委员会", "村民委员会", "村村委会", "村委会")
_CITY = "西安市"
_CENTRE = "便民服务中心"
_STATION = "便民服务站"


@dataclass(frozen=True, slots=True)
class HallName:
    """The parts of a hall's name by the guideline: where it begins, what it contains, how it ends."""

    beginning: str
    middle: str
    ending: str

    @property
    def whole(self) -> str:
        """The name in one piece."""
        return f"{self.beginning}{self.middle}{self.ending}"


def cleaned_community_name(statistical: str) -> str:
    """The everyday name of a community: “方新社区居委会” is 方新社区, “北康居委会” is 北康社区."""
    return _with_ending(_without(statistical, _COMMUNITY_ENDINGS), "社区")


def cleaned_village_name(statistical: str) -> str:
    """The everyday name of a village: “高楼村委会” is 高楼村."""
    return _with_ending(_without(statistical, _VILLAGE_ENDINGS), "村")


def centre_name(district: str, town: str) -> HallName:
    """The centre's name: ×××县（区）×××镇（街道）便民服务中心, without the city (clause 2.2)."""
    return HallName(district.removeprefix(_CITY), town, _CENTRE)


def station_name(town: str, community: str) -> HallName:
    """The station's name: ×××镇（街道）×××社区便民服务站; a village by the same pattern (clause 2.2)."""
    return HallName(town, community, _STATION)


def name_departures(sign_name: str, by_guideline: HallName) -> list[str]:
    """Where a sign name departs from the guideline's, one sentence each; empty when it does not (clause 2.2).

    A departure is a warning, never a refusal: halls called 为民服务中心 or 党群服务中心 exist.
    """
    if sign_name == by_guideline.whole:
        return []
    begins_with_city = sign_name.startswith(_CITY)
    rest = sign_name.removeprefix(_CITY)
    found = [
        (begins_with_city, f"名称前面不加“{_CITY}”。"),
        (not rest.startswith(by_guideline.beginning), f"名称应从“{by_guideline.beginning}”写起。"),
        (by_guideline.middle not in rest, f"名称里应有“{by_guideline.middle}”。"),
        (not rest.endswith(by_guideline.ending), f"名称末尾应为“{by_guideline.ending}”。"),
    ]
    departures = [sentence for departs, sentence in found if departs] or ["名称里多了别的字。"]
    return [*departures, f"按指导意见，名称应为“{by_guideline.whole}”。"]


def _without(name: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def _with_ending(name: str, ending: str) -> str:
    return name if name.endswith(ending) else f"{name}{ending}"
