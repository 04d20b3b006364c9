"""Who and what plays: the street, its windows, categories and invented people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from yizhan.catalog.states import BusinessLine
from yizhan.orgs.states import Employment, Post

SEED = 20261123
PASSWORD = "demo-hall-2026"  # noqa: S105 - printed on the sign-in page of the demonstration
STREET = "610112006"
"""未央区谭家街道; the hall is real as a place, its people and its visitors are invented."""
STATIONS = 2
PHONE = "（演示）029-00000000"
ADDRESS = "（演示地址）西安市未央区"

WEEK = [
    (weekday, opens, closes)
    for weekday in range(5)
    for opens, closes in ((time(9), time(12)), (time(13, 30), time(17, 30)))
]
"""Seven hours a day, the least the guideline allows (clause 5.1)."""


@dataclass(frozen=True, slots=True)
class Role:
    """An invented member of staff."""

    username: str
    name: str
    post: str
    employment: str = Employment.ESTABLISHED


DIRECTOR = Role("director", "秦向阳", Post.DIRECTOR)
GUIDE = Role("guide", "白晓梅", Post.GUIDE, Employment.PUBLIC_WELFARE)
CLERKS = (
    Role("clerk1", "雷静", Post.ACCEPTANCE),
    Role("clerk2", "郝建国", Post.ACCEPTANCE, Employment.CONTRACT),
    Role("clerk3", "苗秀兰", Post.ACCEPTANCE, Employment.CONTRACT),
    Role("clerk4", "田野", Post.ACCEPTANCE, Employment.OUTSOURCED),
    Role("clerk5", "党红", Post.ACCEPTANCE, Employment.PUBLIC_WELFARE),
    Role("clerk6", "齐悦", Post.DELIVERY, Employment.CONTRACT),
)
OTHERS = (
    Role("approver", "任思远", Post.APPROVER),
    Role("agent", "贺小丽", Post.AGENT, Employment.PUBLIC_WELFARE),
    Role("safety", "康卫东", Post.SAFETY_OFFICER),
    Role("system", "管一", Post.SYSTEM_ADMIN),
    Role("security", "管二", Post.SECURITY_ADMIN),
    Role("audit", "管三", Post.AUDIT_ADMIN),
)
DISTRICT_OFFICER = Role("district", "区审批局 严明", Post.DISTRICT_OFFICER)
STATION_WORKERS = (
    Role("station1", "杜春燕", Post.STATION_WORKER, Employment.PUBLIC_WELFARE),
    Role("station2", "席文斌", Post.STATION_WORKER, Employment.CONTRACT),
)


@dataclass(frozen=True, slots=True)
class CategoryRole:
    """A category of the hall and its share of the visitors."""

    prefix: str
    name: str
    name_en: str
    hint: str
    hint_en: str
    lines: tuple[str, ...]
    share: int
    zone: int = 0


CATEGORIES = (
    CategoryRole(
        "A", "社保就业", "Insurance & jobs", "养老保险、就业登记", "Pension, employment registration",
        (BusinessLine.SOCIAL_SECURITY,), 30,
    ),
    CategoryRole(
        "B", "民政老龄", "Welfare & elderly", "低保、临时救助、高龄补贴", "Allowances, relief, the elderly",
        (BusinessLine.CIVIL_AFFAIRS, BusinessLine.ELDERLY), 30,
    ),
    CategoryRole(
        "C", "残联退役", "Disability & veterans", "残疾人补贴、退役军人", "Disability benefits, veterans",
        (BusinessLine.DISABLED, BusinessLine.VETERANS), 10, 1,
    ),
    CategoryRole(
        "D", "生育卫健", "Births & health", "生育登记、计生家庭奖扶", "Birth registration, family support",
        (BusinessLine.HEALTH,), 12, 1,
    ),
    CategoryRole(
        "E", "综合其他", "Other matters", "住房、土地、证明和其他", "Housing, land, certificates, others",
        (BusinessLine.OTHER,), 18, 1,
    ),
)  # fmt: skip

STATION_CATEGORY = CategoryRole(
    "A",
    "便民服务",
    "Community services",
    "社区（村）各项事务",
    "All community matters",
    tuple(BusinessLine),
    1,
)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a hall is visited: arrivals per opening hour by the clock, and how many windows are staffed."""

    per_hour: dict[int, float] = field(default_factory=dict)
    windows: int = 1
    consultations: int = 3


TOWN_PACE = Pace({9: 9, 10: 9, 11: 6, 13: 3, 14: 6, 15: 5, 16: 4, 17: 1}, windows=3, consultations=4)
"""About forty tickets a day, most of them in the morning."""
TOWN_TODAY = Pace(dict.fromkeys(range(24), 30), windows=4, consultations=5)
"""Today is busier than the month, so that a newcomer sees a queue."""
STATION_TODAY = Pace(dict.fromkeys(range(24), 2.5), windows=1, consultations=2)
STATION_PACE = Pace({9: 1.5, 10: 2, 11: 1, 14: 1, 15: 1, 16: 0.5}, windows=1, consultations=1)
