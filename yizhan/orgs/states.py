"""The fixed lists of the organisation: kinds of unit, posts, employment."""

from __future__ import annotations

from django.db import models


class UnitKind(models.TextChoices):
    """Everything that can answer, accept, manage or stand outside."""

    PROVINCE = "province", "省"
    CITY = "city", "市"
    DISTRICT = "district", "区县"
    DEVELOPMENT_ZONE = "development_zone", "开发区"
    STREET = "street", "街道"
    TOWN = "town", "镇"
    SCENIC_AREA = "scenic_area", "景区管理局"
    COMMUNITY = "community", "社区"
    VILLAGE = "village", "村"
    DEPARTMENT = "department", "部门（科室）"
    CENTRE = "centre", "便民服务中心"
    STATION = "station", "便民服务站"
    OUTSIDE = "outside", "外部单位"


TOWN_LEVEL = frozenset({UnitKind.STREET, UnitKind.TOWN, UnitKind.SCENIC_AREA})
COMMUNITY_LEVEL = frozenset({UnitKind.COMMUNITY, UnitKind.VILLAGE})
HALLS = frozenset({UnitKind.CENTRE, UnitKind.STATION})


class Post(models.TextChoices):
    """The posts of the guideline (clause 2.3) and of the three-way administration."""

    GUIDE = "guide", "咨询导引"
    ACCEPTANCE = "acceptance", "综合受理"
    APPROVER = "approver", "审批"
    DELIVERY = "delivery", "统一出件"
    AGENT = "agent", "代办服务"
    STATION_WORKER = "station_worker", "社区（村）便民服务"
    DIRECTOR = "director", "中心（站）负责人"
    DISTRICT_OFFICER = "district_officer", "区县审批局"
    SAFETY_OFFICER = "safety_officer", "安全员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


ADMIN_POSTS = (Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN)
WINDOW_POSTS = (Post.ACCEPTANCE, Post.DELIVERY, Post.STATION_WORKER)


class Employment(models.TextChoices):
    """How a person is employed; decides which posts he may hold (clause 2.3)."""

    ESTABLISHED = "established", "在编"
    CONTRACT = "contract", "聘用"
    PUBLIC_WELFARE = "public_welfare", "公益性岗位"
    OUTSOURCED = "outsourced", "服务外包"


NEVER_APPROVE = (Employment.PUBLIC_WELFARE, Employment.OUTSOURCED)


class CallPolicy(models.TextChoices):
    """The three named ways in which priority tickets go before the others."""

    STRICT = "strict", "优先号先叫"
    RATIO = "ratio", "叫几个优先号，再叫一个普通号"
    AGING = "aging", "等得越久越靠前"
