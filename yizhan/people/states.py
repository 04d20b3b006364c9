"""The fixed lists of persons and bodies."""

from __future__ import annotations

from django.db import models

from yizhan.lib import idnumber
from yizhan.lib.idnumber import NumberKind


class IdKind(models.TextChoices):
    """证件类型, GA/T 2000.156; whether the number fits is decided by lib.idnumber."""

    RESIDENT_CARD = NumberKind.RESIDENT_CARD.value, "居民身份证"
    TEMPORARY_CARD = NumberKind.TEMPORARY_CARD.value, "临时居民身份证"
    HOUSEHOLD_BOOK = NumberKind.HOUSEHOLD_BOOK.value, "户口簿"
    PASSPORT = NumberKind.PASSPORT.value, "护照"
    TAIWAN_PERMIT = NumberKind.TAIWAN_PERMIT.value, "台湾居民来往大陆通行证"
    HONG_KONG_MACAO_PERMIT = NumberKind.HONG_KONG_MACAO_PERMIT.value, "港澳居民来往内地通行证"
    FOREIGN_RESIDENT = NumberKind.FOREIGN_RESIDENT.value, "外国人永久居留身份证"
    HMT_RESIDENT = NumberKind.HMT_RESIDENT.value, "港澳台居民居住证"
    NONE = NumberKind.NONE.value, "没有号码"


class Sex(models.TextChoices):
    """As the document says; empty where nothing says it."""

    MALE = idnumber.MALE, "男"
    FEMALE = idnumber.FEMALE, "女"


class NoNumberReason(models.TextChoices):
    """Why a person has no number."""

    NEWBORN = "newborn", "新生儿未办证"
    ELDERLY = "elderly", "老人未办证"
    LOST = "lost", "证件丢失补办中"
    OTHER = "other", "其他"


class BodyKind(models.TextChoices):
    """What a body is: 服务对象 without natural persons, GB/T 39046—2020 table A.4."""

    ENTERPRISE = "2", "企业法人"
    INSTITUTION = "3", "事业法人"
    SOCIAL = "4", "社会组织法人"
    AUTHORITY = "5", "行政机关"
    OTHER = "6", "其他组织"


class LookReason(models.TextChoices):
    """Why personal data is opened; kept with who looked."""

    HANDLING = "handling", "办理办件"
    VERIFYING = "verifying", "核对是否本人"
    CONTACTING = "contacting", "联系本人"
    FILLING_IN = "filling_in", "填写文书、录入业务系统"
    DELIVERING = "delivering", "送达、邮寄结果"
    COMPLAINT = "complaint", "处理投诉、信访"
    OWN_REQUEST = "own_request", "本人要求查阅、更正"
    OTHER = "other", "其他"


WITHOUT_WORDS = frozenset(set(LookReason) - {LookReason.OTHER})
"""Reasons that need no further words."""
