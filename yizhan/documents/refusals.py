"""What official paper refuses, in one place."""

from __future__ import annotations

from yizhan.journal.constraints import refuse_on
from yizhan.lib.refusal import Refusal


class LetterheadIncomplete(Refusal):
    """A body signs with its name, and numbers with its code."""

    code = "letterhead_incomplete"
    sentence = "落款名称或机关代字还没有填写。"
    next_step = "请填写单位全称和机关代字（例如“谭家街办”）。"


class LetterheadOfAHall(Refusal):
    """Centres and stations are no legal persons and sign nothing."""

    code = "letterhead_of_a_hall"
    sentence = "“{name}”不能落款：便民服务中心、便民服务站不是法人。"
    next_step = "请填写承担责任的机关，例如街道办事处或镇人民政府。"


class LetterheadKeptElsewhere(Refusal):
    """One body has one letterhead, whichever halls take in for it."""

    code = "letterhead_kept_elsewhere"
    status = 409
    sentence = "这个机关的落款由另一个单位维护。"
    next_step = "请与那个单位的负责人商量后由他修改。"


class TemplateUnknown(Refusal):
    """There is no paper of this key."""

    code = "template_unknown"
    status = 404
    sentence = "没有“{key}”这种文书。"
    next_step = "请从文书模板列表里选择。"


class TemplateNotUsable(Refusal):
    """The uploaded template cannot be drawn with the example, or asks for what it may not have."""

    code = "template_not_usable"
    sentence = "这个模板用不了：{problem}"
    next_step = "请对照现用模板修改后再上传，现用模板没有变动。"


class NoTemplateToWithdraw(Refusal):
    """The program's own template is in force already."""

    code = "no_template_to_withdraw"
    status = 409
    sentence = "本单位没有替换过这个模板，或者已经撤下。"
    next_step = "现在用的就是程序自带的模板，不用再操作。"


class TemplateJustReplaced(Refusal):
    """Two people replaced one template in the same second."""

    code = "template_just_replaced"
    status = 409
    sentence = "刚才已经有人替换了这个模板。"
    next_step = "请刷新页面，看过现用模板后再决定。"


class DocumentAlreadyVoid(Refusal):
    """A document is voided once."""

    code = "document_already_void"
    status = 409
    sentence = "这份文书已经作废。"
    next_step = "不用再次作废，需要时请重新出具。"


class VoidNeedsReason(Refusal):
    """A voided document says why."""

    code = "void_needs_reason"
    sentence = "还没有写作废原因。"
    next_step = "请写明为什么作废，这句话会印在文书上。"


class PaperCannotBeDrawn(Refusal):
    """The frozen template and content no longer make a paper; a bug or a broken machine."""

    code = "paper_cannot_be_drawn"
    status = 500
    sentence = "这份文书暂时排不出来。"
    next_step = "请先手写出具，并请系统管理员查看记录。"


class PressIsBusy(Refusal):
    """An uploaded template takes too long, or too much."""

    code = "press_is_busy"
    status = 503
    sentence = "排版用的时间太长，已经停下。"
    next_step = "请稍后再试；总是这样的，请撤下本单位替换的模板。"


refuse_on("documents.Template", "documents_one_template_in_force", TemplateJustReplaced)
refuse_on("documents.Template", "documents_template_version_once", TemplateJustReplaced)
refuse_on("documents.Letterhead", "documents_one_letterhead_per_body", LetterheadKeptElsewhere)
