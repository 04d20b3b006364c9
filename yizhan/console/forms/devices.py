"""Enrolling and changing devices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from yizhan.devices.models import Device
from yizhan.devices.states import DeviceKind
from yizhan.orgs.fields import LineField
from yizhan.ui.plain_forms import PlainForm

AT_A_WINDOW = frozenset({DeviceKind.WINDOW_BOARD, DeviceKind.PAD})
SCREENS = [(kind.value, kind.label) for kind in DeviceKind if kind != DeviceKind.PRINTER]
Places = dict[str, dict[UUID, str]]


class ScreenForm(PlainForm):
    """A kiosk, board or pad: its name, where it stands, what it prints on, whether it speaks."""

    ids = "screen"
    name = LineField(label="名称", max_length=30, help_text="让人一看就知道是哪一台，如“东门取号机”。")
    place_id = forms.ChoiceField(
        label="位置", required=False, help_text="窗口屏和评价器选窗口；大厅屏选等候区，就只播报该区的叫号。"
    )
    printer = forms.ModelChoiceField(
        Device._default_manager.none(),
        label="打印机",
        required=False,
        empty_label="不打印，只显示号码",
        help_text="只有取号机需要。",
    )
    speaks = forms.BooleanField(label="播报语音", required=False, help_text="只有大厅屏会说话；一个区一台。")

    def __init__(
        self, *args: Any, places: Places, printers: QuerySet[Device], kind: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        self._windows = {str(place_id) for place_id in places["窗口"]}
        groups = [(name, [(str(key), word) for key, word in group.items()]) for name, group in places.items()]
        self.fields["place_id"].choices = [("", "整个大厅"), *groups]  # type: ignore[attr-defined]
        self.fields["printer"].queryset = printers  # type: ignore[attr-defined]
        if kind and kind != DeviceKind.KIOSK:
            del self.fields["printer"]
        if kind and kind != DeviceKind.HALL_BOARD:
            del self.fields["speaks"]

    def clean(self) -> dict[str, Any]:
        """A window's board or pad stands at a window; only kiosks print, and only hall boards speak."""
        cleaned = super().clean() or self.cleaned_data
        kind = self._kind or cleaned.get("kind", "")
        place = cleaned.get("place_id", "")
        if kind in AT_A_WINDOW and place not in self._windows and "place_id" not in self.errors:
            self.add_error("place_id", "请选这台设备所在的窗口。")
        if kind != DeviceKind.KIOSK and cleaned.get("printer"):
            self.add_error("printer", "只有取号机需要打印机，请改为“不打印”。")
        cleaned["place_id"] = UUID(place) if place else None
        cleaned["speaks"] = bool(cleaned.get("speaks")) and kind == DeviceKind.HALL_BOARD
        return cleaned


class EnrolForm(ScreenForm):
    """A new kiosk, board or pad."""

    kind = forms.ChoiceField(label="类别", choices=SCREENS)
    field_order = ("kind", "name", "place_id", "printer", "speaks")


class PrinterForm(PlainForm):
    """A network printer and its address."""

    ids = "printer"
    name = LineField(label="名称", max_length=30, help_text="如“大厅打印机”。")
    host = LineField(
        label="网络地址", max_length=100, help_text="打印机自检页上的 IP 地址，如 192.168.1.20。"
    )
    port = forms.IntegerField(
        label="端口",
        min_value=1,
        max_value=65535,
        initial=9100,
        help_text="一般是 9100。",
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
