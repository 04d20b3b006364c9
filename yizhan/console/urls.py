"""Addresses of the console; each names the unit."""

from __future__ import annotations

from django.urls import path

from yizhan.console.devices import device_urls
from yizhan.console.views import audit, hall, hours, page, people, person, tokens, units

app_name = "console"

urlpatterns = [
    *device_urls,
    path("", page.start, name="start"),
    path("<uuid:unit_id>/", units.unit, name="unit"),
    path("<uuid:unit_id>/sign-name/", units.put_sign_name, name="put_sign_name"),
    path("<uuid:unit_id>/rename/", units.rename, name="rename"),
    path("<uuid:unit_id>/contacts/", units.change_contacts, name="change_contacts"),
    path("<uuid:unit_id>/departments/", units.found_department, name="found_department"),
    path("<uuid:unit_id>/stations/", units.establish_station, name="establish_station"),
    path("<uuid:unit_id>/hours/", hours.hours, name="hours"),
    path("<uuid:unit_id>/hours/week/", hours.set_week, name="set_week"),
    path("<uuid:unit_id>/hours/exceptions/", hours.set_exception, name="set_exception"),
    path(
        "<uuid:unit_id>/hours/exceptions/<str:day>/withdraw/",
        hours.withdraw_exception,
        name="withdraw_exception",
    ),
    path("<uuid:unit_id>/windows/", hall.windows, name="windows"),
    path("<uuid:unit_id>/windows/add/", hall.add_window, name="add_window"),
    path("<uuid:unit_id>/windows/<uuid:window_id>/", hall.window, name="window"),
    path("<uuid:unit_id>/windows/<uuid:window_id>/retire/", hall.retire_window, name="retire_window"),
    path("<uuid:unit_id>/windows/<uuid:window_id>/use/", hall.use_window_again, name="use_window_again"),
    path("<uuid:unit_id>/zones/add/", hall.add_zone, name="add_zone"),
    path("<uuid:unit_id>/zones/<uuid:zone_id>/", hall.zone, name="zone"),
    path("<uuid:unit_id>/policy/", hall.policy, name="policy"),
    path("<uuid:unit_id>/people/", people.people, name="people"),
    path("<uuid:unit_id>/people/new/", people.new_account, name="new_account"),
    path("<uuid:unit_id>/people/grant/", people.grant, name="grant"),
    path("<uuid:unit_id>/people/<uuid:user_id>/", person.person, name="person"),
    path("<uuid:unit_id>/people/<uuid:user_id>/trainings/", person.record_training, name="record_training"),
    path("<uuid:unit_id>/people/<uuid:user_id>/photo/", person.put_photo, name="put_photo"),
    path("<uuid:unit_id>/people/<uuid:user_id>/name/", person.correct_name, name="correct_name"),
    path("<uuid:unit_id>/people/<uuid:user_id>/password/", person.reset_password, name="reset_password"),
    path("<uuid:unit_id>/people/<uuid:user_id>/deactivate/", person.deactivate, name="deactivate"),
    path("<uuid:unit_id>/people/<uuid:user_id>/reactivate/", person.reactivate, name="reactivate"),
    path("<uuid:unit_id>/posts/<uuid:membership_id>/end/", person.end_membership, name="end_membership"),
    path("<uuid:unit_id>/tokens/", tokens.tokens, name="tokens"),
    path("<uuid:unit_id>/tokens/issue/", tokens.issue, name="issue_token"),
    path("<uuid:unit_id>/tokens/<uuid:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    path("<uuid:unit_id>/audit/", audit.audit, name="audit"),
    path("<uuid:unit_id>/audit/installation/", audit.audit_installation, name="audit_installation"),
]
