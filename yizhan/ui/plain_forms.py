"""Forms that say in everyday words what is missing, in the language of the page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

# code → Chinese, English. The field's label and the validator's limits are filled in.
WORDS = {
    "required": ("请填写“{label}”。", "Please fill in “{label}”."),
    "invalid_choice": ("“{label}”里没有这一项，请重新选。", "Please choose “{label}” again."),
    "max_length": (
        "“{label}”最多 %(limit_value)d 个字，现在是 %(show_value)d 个。",
        "“{label}” takes %(limit_value)d characters at most; it has %(show_value)d.",
    ),
    "min_length": (
        "“{label}”至少 %(limit_value)d 个字，现在是 %(show_value)d 个。",
        "“{label}” needs at least %(limit_value)d characters; it has %(show_value)d.",
    ),
    "max_value": ("“{label}”不能大于 %(limit_value)s。", "“{label}” cannot be more than %(limit_value)s."),
    "min_value": ("“{label}”不能小于 %(limit_value)s。", "“{label}” cannot be less than %(limit_value)s."),
    "null_characters_not_allowed": (
        "“{label}”里有看不见的控制符，请删掉重新打。",
        "“{label}” contains invisible control characters; please type it again.",
    ),
}
CHOOSE = ("请选择“{label}”。", "Please choose “{label}”.")
UPLOAD = ("请选一个文件：“{label}”。", "Please choose a file: “{label}”.")
TICK = ("请先勾选“{label}”。", "Please tick “{label}” first.")
INVALID: dict[type[forms.Field], tuple[str, str]] = {
    forms.IntegerField: ("“{label}”要填整数。", "“{label}” must be a whole number."),
    forms.DateField: ("“{label}”要写成 2026-11-23 这样。", "“{label}” must look like 2026-11-23."),
    forms.TimeField: ("“{label}”要写成 09:30 这样。", "“{label}” must look like 09:30."),
}
REQUIRED: dict[type[forms.Field], tuple[str, str]] = {
    forms.ChoiceField: CHOOSE,
    forms.ModelChoiceField: CHOOSE,
    forms.FileField: UPLOAD,
    forms.BooleanField: TICK,
}


class PlainForm(forms.Form):
    """A form whose errors name the field and the remedy: 请填写“手机号”。 Public forms pass `english`.

    A form that shares its page with others names itself in `ids`, so that no id stands there twice.
    """

    ids: ClassVar[str] = "id"

    def __init__(self, *args: Any, english: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.ids}_%s"} | kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name)
            for code, words in _words_for(field).items():
                if not _is_own(field, code):
                    field.error_messages[code] = words[english].replace("{label}", label)


def _words_for(field: forms.Field) -> dict[str, tuple[str, str]]:
    """The general words, with those that fit the kind of field better."""
    words = dict(WORDS)
    for code, special in (("required", REQUIRED), ("invalid", INVALID)):
        for kind, pair in special.items():
            if isinstance(field, kind):
                words[code] = pair
    return words


def _is_own(field: forms.Field, code: str) -> bool:
    """Whether the author of the form gave words of his own for the code."""
    standard: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        standard |= getattr(kind, "default_error_messages", {})
    return code in field.error_messages and field.error_messages[code] is not standard.get(code)
