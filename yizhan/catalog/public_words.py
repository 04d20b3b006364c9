"""The fixed lists as residents read them: everyday Chinese, and English, for portal, kiosk and boards.

The official terms stay in `states`; staff screens and forms use those.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from yizhan.catalog.states import Audience, BusinessLine, HandlingType, ItemType, MaterialForm, Need


class Words(NamedTuple):
    """One thing in both languages."""

    chinese: str
    english: str


LINES: Mapping[str, Words] = {
    BusinessLine.SOCIAL_SECURITY: Words("社保和就业", "Social security and work"),
    BusinessLine.CIVIL_AFFAIRS: Words("民政和救助", "Civil affairs and relief"),
    BusinessLine.ELDERLY: Words("老年人", "Older people"),
    BusinessLine.DISABLED: Words("残疾人", "Disabled people"),
    BusinessLine.VETERANS: Words("退役军人", "Veterans"),
    BusinessLine.HEALTH: Words("生育和健康", "Childbirth and health"),
    BusinessLine.OTHER: Words("土地、房屋和其他", "Land, housing and other matters"),
}
TYPES: Mapping[str, Words] = {
    ItemType.LICENCE: Words("行政许可", "Licence"),
    ItemType.LEVY: Words("行政征收", "Levy"),
    ItemType.BENEFIT: Words("行政给付", "Benefit"),
    ItemType.CONFIRMATION: Words("行政确认", "Confirmation"),
    ItemType.OTHER_POWER: Words("其他类职权", "Other power"),
    ItemType.REVIEW_AND_FORWARD: Words("审核转报", "Review and forward"),
    ItemType.PUBLIC_SERVICE: Words("公共服务", "Public service"),
}
AUDIENCES: Mapping[str, Words] = {
    Audience.PERSON: Words("个人", "individuals"),
    Audience.COMPANY: Words("企业", "companies"),
    Audience.PUBLIC_INSTITUTION: Words("事业单位", "public institutions"),
    Audience.SOCIAL_ORGANISATION: Words("社会组织", "social organisations"),
    Audience.GOVERNMENT_BODY: Words("行政机关", "government bodies"),
    Audience.OTHER_ORGANISATION: Words("其他组织", "other organisations"),
}
HANDLING: Mapping[str, Words] = {
    HandlingType.INSTANT: Words("当场办（即办件）", "done on the spot"),
    HandlingType.PROMISED: Words("先收材料，限时办（承诺件）", "papers first, done within a set time"),
    HandlingType.OTHER: Words("其他", "other"),
}
ORIGINALS: Mapping[str, Words] = {
    MaterialForm.PHOTO: Words("照片{}张", "{} photo{}"),
    MaterialForm.FORM: Words("表格{}份", "{} form{}"),
    MaterialForm.ORIGINAL: Words("原件{}份", "{} original{}"),
    MaterialForm.COPY: Words("原件{}份", "{} original{}"),
}
NEEDS: Mapping[str, Words] = {
    Need.REQUIRED: Words("必须", "required"),
    Need.SITUATIONAL: Words("看情形", "in some situations"),
    Need.OPTIONAL: Words("可以不带", "optional"),
}
