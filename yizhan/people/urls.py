"""Addresses of persons and bodies: ids only, never a number, a phone or a name."""

from __future__ import annotations

from django.urls import path

from yizhan.people.views import body, finding, person

app_name = "people"

urlpatterns = [
    path("", finding.find, name="find"),
    path("new", finding.new_person, name="new_person"),
    path("new/begin", finding.begin_person, name="begin_person"),
    path("new/register", finding.register_person, name="register_person"),
    path("new/number", finding.read_number, name="read_number"),
    path("bodies/new", finding.new_body, name="new_body"),
    path("bodies/new/register", finding.register_body, name="register_body"),
    path("bodies/<uuid:body_id>", body.body, name="body"),
    path("bodies/<uuid:body_id>/reveal", body.reveal, name="reveal_body"),
    path("bodies/<uuid:body_id>/correct", body.correct, name="correct_body"),
    path("<uuid:person_id>", person.person, name="person"),
    path("<uuid:person_id>/reveal", person.reveal, name="reveal"),
    path("<uuid:person_id>/correct", person.correct, name="correct"),
    path("<uuid:person_id>/merge/<uuid:other_id>", person.merge, name="merge"),
    path("<uuid:person_id>/separate", person.separate, name="separate"),
]
