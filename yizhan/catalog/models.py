"""Standard item → a unit's implementation → version with situations and materials."""

from __future__ import annotations

from django.db import models

from yizhan.catalog.content import LONGEST_STEP_NAME, MOST_PUBLICITY_DAYS
from yizhan.catalog.states import (
    Admission,
    BusinessLine,
    HandlingType,
    ImportState,
    ItemList,
    ItemStatus,
    ItemType,
    LimitUnit,
    LinkKind,
    Nature,
    ReviewKind,
    ReviewMode,
    VersionState,
)
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit


class ServiceItem(models.Model):
    """A standard item of one level (事项). What is printed about it stands in its listings."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    level = models.CharField("层级", max_length=10, choices=ItemList.choices)
    name = models.CharField("事项名称", max_length=200)
    short_name = models.CharField("短名", max_length=24)
    short_name_en = models.CharField("英文短名", max_length=60, blank=True)
    everyday_words = models.CharField("老百姓的叫法", max_length=200, blank=True)
    item_type = models.CharField("事项类型", max_length=2, choices=ItemType.choices)
    business_line = models.CharField("业务条线", max_length=20, choices=BusinessLine.choices)
    form_box = models.CharField("月报栏目", max_length=20)
    status = models.CharField(max_length=10, choices=ItemStatus.choices, default=ItemStatus.ACTIVE)
    note = models.CharField("说明", max_length=300, blank=True)
    note_basis = models.CharField("说明依据", max_length=200, blank=True)
    links = models.ManyToManyField("self", through="ItemLink", symmetrical=False)

    def __str__(self) -> str:
        return self.name


class Listing(models.Model):
    """One printed row of a list, exactly as printed. Two rows may name one item (no. 13 = no. 5)."""

    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="listings")
    list = models.CharField(max_length=10, choices=ItemList.choices)
    number = models.PositiveSmallIntegerField()
    printed_name = models.CharField(max_length=200)
    printed_type = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "number"], name="catalog_listing_number_once")]

    def __str__(self) -> str:
        return f"{self.get_list_display()}第{self.number}项"


class ItemLink(models.Model):
    """Two items that belong together: the same matter on two levels, near duplicates, a successor."""

    item = models.ForeignKey(ServiceItem, on_delete=models.CASCADE, related_name="links_out")
    other = models.ForeignKey(ServiceItem, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "other", "kind"], name="catalog_link_once"),
            models.CheckConstraint(
                condition=~models.Q(item=models.F("other")), name="catalog_no_link_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Implementation(models.Model):
    """How one unit carries out one item: bodies, admission to the hall, open or closed (clause 4.1).

    The responsible body is never the hall itself: centres and stations are no legal persons.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="implementations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="implementations")
    responsible_body = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    entrusting_body = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    nature = models.CharField("事项性质", max_length=10, choices=Nature.choices, default=Nature.OWN)
    admission = models.CharField(
        "进驻方式", max_length=10, choices=Admission.choices, default=Admission.ABSENT
    )
    admission_reason = models.CharField("未进驻原因", max_length=120, blank=True)
    is_open = models.BooleanField("开办", default=False)
    closed_reason = models.CharField("停办原因", max_length=300, blank=True)
    is_sensitive = models.BooleanField("办理进度不上公示屏", default=False)
    basic_code = models.CharField("基本编码", max_length=40, blank=True)
    implementation_code = models.CharField("实施编码", max_length=40, blank=True)
    local_code = models.CharField("地方编码", max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "unit"], name="catalog_item_once_per_unit"),
            models.CheckConstraint(
                condition=models.Q(responsible_body=None) | ~models.Q(responsible_body=models.F("unit")),
                name="catalog_hall_is_not_responsible",
            ),
            models.CheckConstraint(
                condition=models.Q(is_open=True) | ~models.Q(closed_reason=""),
                name="catalog_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


class ItemVersion(models.Model):
    """What the guide says (办事指南) from its publication on. Cases pin the version they were accepted under.

    Lists of plain sentences (conditions, flow, basis …) are JSON arrays; what needs rows of its own for
    acceptance and review (situations, materials, review steps) has tables. `unknown` names what could not be
    confirmed. `longest_extension` is null where nothing but the law's own holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    implementation = models.ForeignKey(Implementation, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    summary = models.CharField("一句话说明", max_length=300, blank=True)
    summary_en = models.CharField(max_length=500, blank=True)
    audience = models.JSONField("服务对象", default=list)
    conditions = models.JSONField("受理条件", default=list)
    flow = models.JSONField("办理流程", default=list)
    basis = models.JSONField("设定依据", default=list)
    sources = models.JSONField("资料来源", default=list)
    unknown = models.JSONField("尚未核实", default=list)
    handling_type = models.CharField("办件类型", max_length=1, choices=HandlingType.choices, blank=True)
    statutory_limit = models.PositiveSmallIntegerField("法定时限", null=True, blank=True)
    statutory_unit = models.CharField(max_length=10, choices=LimitUnit.choices, blank=True)
    statutory_explain = models.CharField(max_length=200, blank=True)
    promised_limit = models.PositiveSmallIntegerField("承诺时限", null=True, blank=True)
    promised_unit = models.CharField(max_length=10, choices=LimitUnit.choices, blank=True)
    promised_explain = models.CharField(max_length=200, blank=True)
    is_charged = models.BooleanField("收费", null=True)
    fee_text = models.CharField("收费标准", max_length=200, blank=True)
    fee_basis = models.CharField("收费依据", max_length=200, blank=True)
    result_name = models.CharField("办理结果", max_length=100, blank=True)
    place = models.CharField("办理地点", max_length=120, blank=True)
    phone = models.CharField("咨询电话", max_length=60, blank=True)
    supervise_phone = models.CharField("监督电话", max_length=60, blank=True)
    checked_on = models.DateField("核对日期", null=True, blank=True)
    special_procedures = models.JSONField("特别程序", default=list)
    longest_extension = models.PositiveSmallIntegerField("最多延长", null=True, blank=True)
    answer_workdays = models.PositiveSmallIntegerField("受理答复期限", null=True, blank=True)
    publicity_days = models.PositiveSmallIntegerField("公示天数", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["implementation", "number"], name="catalog_version_number_once"),
            models.UniqueConstraint(
                fields=["implementation"],
                condition=models.Q(state=VersionState.PUBLISHED),
                name="catalog_one_published_version",
            ),
            models.CheckConstraint(
                condition=models.Q(statutory_limit=None)
                | models.Q(promised_limit=None)
                | ~models.Q(statutory_unit=models.F("promised_unit"))
                | models.Q(promised_limit__lte=models.F("statutory_limit")),
                name="catalog_promise_within_the_statute",
            ),
            models.CheckConstraint(
                condition=models.Q(fee_text="") | models.Q(is_charged__isnull=False),
                name="catalog_fee_text_needs_a_yes_or_no",
            ),
            models.CheckConstraint(
                condition=models.Q(publicity_days=None)
                | models.Q(publicity_days__range=(1, MOST_PUBLICITY_DAYS)),
                name="catalog_publicity_of_1_to_60_days",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_workdays=None) | models.Q(answer_workdays__gte=1),
                name="catalog_an_answer_takes_a_day_at_least",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.implementation.item.short_name} 第{self.number}版"


class Situation(models.Model):
    """A question of a version whose answer decides which materials are needed."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="situations")
    key = models.CharField(max_length=30)
    question = models.CharField(max_length=120)
    options = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="catalog_situation_key_once")]

    def __str__(self) -> str:
        return self.question


class Material(models.Model):
    """One material of a version: how many, in which form, needed when, issued by whom."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="materials")
    name = models.CharField("材料名称", max_length=200)
    originals = models.PositiveSmallIntegerField("原件份数", default=0)
    copies = models.PositiveSmallIntegerField("复印件份数", default=0)
    form = models.CharField("材料形式", max_length=20, blank=True)
    need = models.CharField("必要性", max_length=20, default="required")
    when = models.CharField("何种情形需要", max_length=120, blank=True)
    issued_by = models.CharField("出具单位", max_length=80, blank=True)
    note = models.CharField("填报须知", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="catalog_material_order_once")
        ]

    def __str__(self) -> str:
        return self.name


class ReviewStep(models.Model):
    """One step of a version's review: its kind, the posts that may do it, and its limit.

    A case runs along the steps of the version that it pinned; `key` is how a step is named when a case is
    returned to it. A site check is always made by two officers, so that nothing here says how many.
    """

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="review_steps")
    key = models.CharField(max_length=30)
    name = models.CharField("环节名称", max_length=LONGEST_STEP_NAME)
    kind = models.CharField("环节种类", max_length=12, choices=ReviewKind.choices)
    posts = models.JSONField("办理岗位", default=list)
    mode = models.CharField("会签方式", max_length=5, choices=ReviewMode.choices, default=ReviewMode.ANY)
    limit_workdays = models.PositiveSmallIntegerField("环节时限（工作日）", null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="catalog_review_step_key_once"),
            models.UniqueConstraint(fields=["version", "order"], name="catalog_review_step_order_once"),
            models.CheckConstraint(
                condition=models.Q(limit_workdays=None) | models.Q(limit_workdays__gte=1),
                name="catalog_review_step_takes_a_day_at_least",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ItemImport(models.Model):
    """An uploaded list of items, read and compared, waiting for a person's word."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED)
    read_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"导入“{self.file_name}”"
