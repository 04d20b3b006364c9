"""What the catalogue refuses, each with what to do next."""

from __future__ import annotations

from yizhan.journal.constraints import refuse_on
from yizhan.lib.refusal import Refusal


class NotAHall(Refusal):
    """Only centres and stations have a catalogue of their own."""

    code = "not_a_hall"
    sentence = "{unit}不是便民服务中心或便民服务站，没有自己的事项目录。"
    next_step = "请选择一个中心或站。"


class NoOfficeAbove(Refusal):
    """The hall is no legal person: an item needs a town or a community that answers for it."""

    code = "no_office_above"
    sentence = "没有找到{unit}的上级镇街或社区，事项没有实施主体（中心和站不是法人，不能当实施主体）。"
    next_step = "请先在机构管理里写明这个厅由哪个镇街、社区管理。"


class ReferenceMissing(Refusal):
    """The printed lists were never loaded."""

    code = "reference_missing"
    sentence = "事项清单还没有装入。"
    next_step = "请先运行 yizhan init 装入清单，再列入本厅目录。"


class AlreadyTakenUp(Refusal):
    """Two people took the same item up in the same second."""

    code = "already_taken_up"
    status = 409
    sentence = "刚才另一位同事也在把事项列入目录，您这次没有写入。"
    next_step = "请刷新页面，看看目录里已有哪些事项。"


class ReasonNeeded(Refusal):
    """Whoever closes an item or keeps it out of the hall says why (clause 4.1)."""

    code = "reason_needed"
    sentence = "{what}要写明原因。"
    next_step = "请填写原因后再提交，群众和上级会看到这句话。"


class EntrusterNeeded(Refusal):
    """An entrusted item names who entrusts it."""

    code = "entruster_needed"
    sentence = "委托受理要写明是哪个单位委托的。"
    next_step = "请选择委托单位后再提交。"


class BodyIsTheHall(Refusal):
    """Centres and stations are no legal persons."""

    code = "body_is_the_hall"
    sentence = "中心和站不是法人，不能当实施主体或委托单位。"
    next_step = "请选择镇街、社区、科室或上级部门。"


class SharedItem(Refusal):
    """An item that several halls carry out is not changed by one of them."""

    code = "shared_item"
    sentence = "“{item}”有别的厅也在用，本厅不能单独改它的状态。"
    next_step = "请报区县审批局统一修改。"


class DraftExists(Refusal):
    """One draft at a time."""

    code = "draft_exists"
    status = 409
    sentence = "这一项已经有一份草稿。"
    next_step = "请接着改那份草稿，或先放弃它。"


class DraftChanged(Refusal):
    """Two editors of one draft: the second sees that the first was faster."""

    code = "draft_changed"
    status = 409
    sentence = "您打开这份草稿之后，另一位同事改过它，您这次没有保存。"
    next_step = "您填的内容还在页面上：请先复制要紧的几处，再打开最新的草稿补进去。"


class PromiseTooLong(Refusal):
    """A promise is never longer than the statute (clause 7.2c)."""

    code = "promise_too_long"
    sentence = "承诺时限{promised}超过了法定时限{statutory}。"
    next_step = "请把承诺时限改到不超过法定时限。"


class PromiseUnclear(Refusal):
    """Days against working days: nobody can be sure that the promise keeps the statute."""

    code = "promise_unclear"
    sentence = "法定时限按“{unit}”算，承诺时限的单位不同，遇到节假日可能超过法定时限，不能公布。"
    next_step = "请把承诺时限也改成“{unit}”。"


class GuideIncomplete(Refusal):
    """What no resident can do without."""

    code = "guide_incomplete"
    sentence = "办事指南还缺：{missing}，不能公布。"
    next_step = "请在草稿里补上再公布；其他不知道的可以空着，页面上会写“未核实”。"


class GuideUnreadable(Refusal):
    """A guide that no form of ours would send: from another system, or a page that was tampered with."""

    code = "guide_unreadable"
    sentence = "办事指南有一处不能保存：{problem}。"
    next_step = "请改好这一处再保存。"


class LooseMaterials(Refusal):
    """A material of a situation that is not asked."""

    code = "loose_materials"
    sentence = "材料“{materials}”没有对上任何一种情形，群众看不出什么时候要带。"
    next_step = "请在草稿里给它选一种情形，或改成“必须”。"


class ReviewRouteWrong(Refusal):
    """A case could not run along the steps of this version (clause 4.2)."""

    code = "review_route_wrong"
    sentence = "审核路线还不能公布：{problems}。"
    next_step = "请在草稿的“审核路线”里改好再公布。"


class ProcedureBeyondLaw(Refusal):
    """The clock of a licence stops for nothing but what the law names (行政许可法 45)."""

    code = "procedure_beyond_law"
    sentence = "这一项是行政许可，不能因{procedures}停表：《行政许可法》第四十五条没有列。"
    next_step = "请在草稿的“特别程序”里去掉再公布；时间不够的，可以依法延长一次。"


class ExtensionBeyondLaw(Refusal):
    """A licence is extended by ten working days, by fifteen where several bodies handle it (许可法 42)."""

    code = "extension_beyond_law"
    sentence = "行政许可最多延长{most}个工作日，草稿写了{days}个。"
    next_step = "请改短，或空着按法律办。"


class ImportStale(Refusal):
    """The catalogue changed between the preview and the word to write."""

    code = "import_stale"
    status = 409
    sentence = "读表之后目录有变动（第{lines}行），这次没有写入。"
    next_step = "请重新上传这张表，看过新的对照结果再确认。"


class NothingToWrite(Refusal):
    """Every row is refused or says what is there already."""

    code = "nothing_to_write"
    sentence = "这张表里没有可以写入的行。"
    next_step = "请按每行写明的原因改好表格，再重新上传。"


class TableUnreadable(Refusal):
    """The file is too large, broken, locked, or no table at all."""

    code = "table_unreadable"
    sentence = "{problem}"
    next_step = "{remedy}什么都没有写入。"


refuse_on("catalog.Implementation", "catalog_item_once_per_unit", AlreadyTakenUp)
refuse_on("catalog.ItemVersion", "catalog_version_number_once", DraftExists)
