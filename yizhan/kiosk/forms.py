"""What a touch on the kiosk sends."""

from __future__ import annotations

from django import forms


class TakeForm(forms.Form):
    """A category, the matter if it was chosen, and the key by which a second touch is recognised."""

    category = forms.UUIDField()
    item = forms.UUIDField(required=False)
    request_key = forms.RegexField(r"^[0-9a-zA-Z-]{8,64}$")
