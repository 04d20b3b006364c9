"""The acts of the organisation, by topic; each may also be called through its topic's module.

divisions: the statistical list · units: centres, stations, departments, names, places · people: posts and
trainings · hall: zones and windows · hours: opening hours · policy: how a hall calls · tokens: other systems.
"""

from yizhan.orgs.actions.divisions import load_divisions
from yizhan.orgs.actions.hall import (
    add_window,
    add_zone,
    change_window,
    change_zone,
    retire_window,
    use_window_again,
)
from yizhan.orgs.actions.hours import set_exception, set_opening_hours, withdraw_exception
from yizhan.orgs.actions.people import end_membership, grant_membership, record_training
from yizhan.orgs.actions.policy import change_policy
from yizhan.orgs.actions.tokens import issue_access_token, revoke_access_token
from yizhan.orgs.actions.units import (
    change_contacts,
    establish_centre,
    establish_station,
    found_department,
    found_unit,
    move_unit,
    put_sign_name,
    rename,
)

__all__ = [
    "add_window",
    "add_zone",
    "change_contacts",
    "change_policy",
    "change_window",
    "change_zone",
    "end_membership",
    "establish_centre",
    "establish_station",
    "found_department",
    "found_unit",
    "grant_membership",
    "issue_access_token",
    "load_divisions",
    "move_unit",
    "put_sign_name",
    "record_training",
    "rename",
    "retire_window",
    "revoke_access_token",
    "set_exception",
    "set_opening_hours",
    "use_window_again",
    "withdraw_exception",
]
