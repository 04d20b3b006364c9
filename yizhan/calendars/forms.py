"""What is typed to enter a year: the notice's text and where it comes from."""

from __future__ import annotations

from typing import Any

from django import forms

from yizhan.calendars.notice import Notice, read_notice
from yizhan.calendars.rules import year_problem
from yizhan.ui.plain_forms import PlainForm

LONGEST_NOTICE = 6000
LONGEST_SOURCE = 120


class YearForm(PlainForm):
    """The days of a year, pasted from the State Council's notice or typed in its manner (clause 7.2c)."""

    text = forms.CharField(
        label="放假安排",
        max_length=LONGEST_NOTICE,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="把国务院办公厅通知里的各行原样贴进来，一行一个节日。括号里的星期和“共几天”会一并核对。",
    )
    source = forms.CharField(
        label="依据",
        max_length=LONGEST_SOURCE,
        help_text="通知的名称和文号，如“国务院办公厅关于2027年部分节假日安排的通知”。",
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.notice = Notice(year)

    def clean_text(self) -> str:
        """Read the notice; each line that cannot be read is an error of its own."""
        text: str = self.cleaned_data["text"]
        self.notice = read_notice(text, self.year)
        problems = list(self.notice.problems)
        if not problems:
            problem = year_problem(self.year, set(self.notice.holidays), set(self.notice.extra_workdays))
            problems += [problem] if problem else []
        if problems:
            raise forms.ValidationError(problems)
        return text
