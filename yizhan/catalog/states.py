"""Code lists of the catalogue (GB/T 39046—2020 where it has one) and the life of a version."""

from __future__ import annotations

from django.db import models

from yizhan.rows.lifecycle import move


class ItemList(models.TextChoices):
    """The two printed lists of the guideline."""

    TOWNSHIP = "township", "镇街公民个人办事清单"
    COMMUNITY = "community", "社区（村）事项清单"


class ItemType(models.TextChoices):
    """事项类型, GB/T 39046—2020 table A.1; 11 is the local extension for 审核转报."""

    LICENCE = "01", "行政许可"
    LEVY = "04", "行政征收"
    BENEFIT = "05", "行政给付"
    CONFIRMATION = "07", "行政确认"
    OTHER_POWER = "10", "其他类职权"
    REVIEW_AND_FORWARD = "11", "审核转报"
    PUBLIC_SERVICE = "20", "公共服务"


class BusinessLine(models.TextChoices):
    """The seven 类 of the monthly forms (annexes A5, A6); the printed form still says 卫计."""

    SOCIAL_SECURITY = "social_security", "社保类"
    CIVIL_AFFAIRS = "civil_affairs", "民政类"
    ELDERLY = "elderly", "老龄类"
    DISABLED = "disabled", "残联类"
    VETERANS = "veterans", "退役军人服务类"
    HEALTH = "health", "卫计类"
    OTHER = "other", "其他类型"


class ItemStatus(models.TextChoices):
    """What is known about an item's standing in today's law."""

    ACTIVE = "active", "在办"
    DOUBTFUL = "doubtful", "存疑"
    STOPPED = "stopped", "停办"


class Audience(models.TextChoices):
    """服务对象, GB/T 39046—2020 table A.4."""

    PERSON = "1", "自然人"
    COMPANY = "2", "企业法人"
    PUBLIC_INSTITUTION = "3", "事业法人"
    SOCIAL_ORGANISATION = "4", "社会组织法人"
    GOVERNMENT_BODY = "5", "行政机关"
    OTHER_ORGANISATION = "6", "其他组织"


class LinkKind(models.TextChoices):
    """How two items belong together."""

    SAME_MATTER = "same_matter", "同一事项的上下级"
    NEAR_DUPLICATE = "near_duplicate", "相近事项"
    SUPERSEDES = "supersedes", "取代"


class Nature(models.TextChoices):
    """Whose item it is for the hall (clause 4.1)."""

    OWN = "own", "本级事项"
    VERTICAL = "vertical", "垂管部门事项"
    PUBLIC = "public", "公共服务类事项"
    UPPER = "upper", "上级延伸事项"


class Admission(models.TextChoices):
    """How an item is in the hall (进驻, clause 4.1)."""

    DIRECT = "direct", "直接进驻"
    ENTRUSTED = "entrusted", "委托受理"
    ABSENT = "absent", "未进驻"


class HandlingType(models.TextChoices):
    """办件类型, GB/T 39046—2020 table A.6; empty where it is not known."""

    INSTANT = "1", "即办件"
    PROMISED = "2", "承诺件"
    OTHER = "9", "其他"


class LimitUnit(models.TextChoices):
    """The unit of a time limit."""

    WORKDAYS = "workdays", "个工作日"
    DAYS = "days", "天"


class MaterialForm(models.TextChoices):
    """In which form a material is handed in."""

    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    PHOTO = "photo", "照片"
    FORM = "form", "表格"


class Need(models.TextChoices):
    """Whether a material must be there (必要性)."""

    REQUIRED = "required", "必须"
    SITUATIONAL = "situational", "看情形"
    OPTIONAL = "optional", "可以不带"


class SpecialProcedure(models.TextChoices):
    """特别程序: what may happen after acceptance and stop the clock; a version names those of its item."""

    HEARING = "hearing", "听证"
    BIDDING = "bidding", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TESTING = "testing", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert_review", "专家评审"
    SUPPLEMENT = "supplement", "申请人补正"
    PUBLICITY = "publicity", "公示"
    UPPER_LEVEL = "upper_level", "上级办理"
    FORCE_MAJEURE = "force_majeure", "不可抗力"


class ReviewKind(models.TextChoices):
    """What a step of the review is (审核环节)."""

    REVIEW = "review", "审核"
    SITE_CHECK = "site_check", "现场核查"
    JOINT = "joint", "联合会审"
    PUBLICITY = "publicity", "公示"
    DECISION = "decision", "决定"


class ReviewMode(models.TextChoices):
    """How many of a step's posts must sign."""

    ANY = "any", "任一岗位"
    ALL = "all", "各岗位都要"


class VersionState(models.TextChoices):
    """The life of a version."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已公布"
    SUPERSEDED = "superseded", "已被新版本取代"


class ImportState(models.TextChoices):
    """The life of an import: read and shown first, written on confirmation only."""

    PREVIEWED = "previewed", "待确认"
    WRITTEN = "written", "已写入"
    DISCARDED = "discarded", "已放弃"


PUBLISH = move("publish", {VersionState.DRAFT}, VersionState.PUBLISHED)
SUPERSEDE = move("supersede", {VersionState.PUBLISHED}, VersionState.SUPERSEDED)
WRITE_IMPORT = move("write", {ImportState.PREVIEWED}, ImportState.WRITTEN)
DISCARD_IMPORT = move("discard", {ImportState.PREVIEWED}, ImportState.DISCARDED)
