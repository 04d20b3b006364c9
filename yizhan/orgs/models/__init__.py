"""The organisation's tables, by topic."""

from yizhan.orgs.models.hall import HallPolicy, OpeningException, OpeningHours, Window, Zone
from yizhan.orgs.models.people import AccessToken, Membership, Training
from yizhan.orgs.models.unit import Unit, UnitName, UnitPlace

__all__ = [
    "AccessToken",
    "HallPolicy",
    "Membership",
    "OpeningException",
    "OpeningHours",
    "Training",
    "Unit",
    "UnitName",
    "UnitPlace",
    "Window",
    "Zone",
]
