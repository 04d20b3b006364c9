"""What acceptance, review and delivery refuse, in one place, so that the sentences can be read together."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class ItemNotTaken(Refusal):
    """办件 on a stopped or absent item is blocked with its reason."""

    code = "item_not_taken"
    sentence = "“{item}”现在不能收件：{reason}"
    next_step = "请把原因告诉群众；要恢复办理，请负责人到“事项”里开办。"


class NoResponsibleBody(Refusal):
    code = "no_responsible_body"
    sentence = "“{item}”还没有登记实施主体，文书没有机关可以落款。"
    next_step = "请负责人到“事项”里选定实施主体后再收件。"


class ApplicantNeeded(Refusal):
    code = "applicant_needed"
    sentence = "还没有申请人，或者申请人不止一个。"
    next_step = "请读身份证或填写一个申请人；同住家人请登记为家庭成员。"


class PartyTwice(Refusal):
    code = "party_twice"
    sentence = "同一个人在同一个身份里登记了两次。"
    next_step = "请去掉重复的一行。"


class SituationNotAnswered(Refusal):
    code = "situation_not_answered"
    sentence = "情形还没有问清：{questions}"
    next_step = "请问清后选好，系统才知道要哪些材料。"


class MaterialsDiffer(Refusal):
    """The page was made for other answers than were sent, or the guide was republished meanwhile."""

    code = "materials_differ"
    status = 409
    sentence = "这种情形需要的材料和页面上的不一样，办事指南可能刚刚更新。"
    next_step = "请刷新页面，按新的材料清单核对；已打的字都在草稿里。"


class MaterialsIncomplete(Refusal):
    code = "materials_incomplete"
    sentence = "材料不齐，还不能受理：{lacking}。"
    next_step = "请补收并核对；缺的可以办容缺承诺，或出具一次性补正告知书。"


class NothingToCorrect(Refusal):
    code = "notice_without_items"
    sentence = "补正告知书里一项内容也没有。"
    next_step = "请把要补正的全部内容一次写齐：缺什么、有什么问题、要求和依据。"


class UntilTooEarly(Refusal):
    code = "until_too_early"
    sentence = "补正期限“{until}”早于告知之日的次日。"
    next_step = "请给群众留出合理的补正时间。"


class AlreadyNoticed(Refusal):
    """一次性告知: a second notice is refused (clause 7.2b)."""

    code = "already_noticed"
    status = 409
    sentence = "这件已在{given_on}一次性告知过补正内容，不能再告知第二次。"
    next_step = "请按已有材料作出决定；确有必要再次告知的，由中心负责人写明原因办理，并记入本单位记录。"


class SecondNoticeNeedsAReason(Refusal):
    code = "second_notice_needs_a_reason"
    sentence = "再次告知要写明原因，这次告知会记入本单位记录。"
    next_step = "请写清第一次为什么没有告知全。"


class TooLateToNotice(Refusal):
    """行政许可法 32(4): not told within five working days is accepted from the day of receipt."""

    code = "too_late_to_notice"
    status = 409
    sentence = "已过{answer_by}的告知期限，这件从收件之日起视为受理，不能再告知补正。"
    next_step = "请按已受理办理。"


class NoSupplementInReview(Refusal):
    """补正 exists for licences only before acceptance (行政许可法 45 names what may stop the clock)."""

    code = "no_supplement_in_review"
    sentence = "行政许可受理以后不能再要求补正材料，也不能因此停表。"
    next_step = "请按已有材料审查并作出决定。"


class NoOpenNotice(Refusal):
    code = "no_open_notice"
    status = 409
    sentence = "这件现在没有等待补正的告知。"
    next_step = "请刷新页面，按最新情况办理。"


class LapseTooEarly(Refusal):
    code = "lapse_too_early"
    sentence = "补正期限是{until}，期限没到不能按补正不来办结。"
    next_step = "请等期限过后再办，或联系申请人。"


class ReasonNeeded(Refusal):
    code = "reason_for_step_needed"
    sentence = "这一步要写明原因。"
    next_step = "请写清原因，群众和审计的人要看得懂。"


class NotAnInstantItem(Refusal):
    code = "not_an_instant_item"
    sentence = "“{item}”不是即办件，不能当场办结。"
    next_step = "请受理后转后台审批。"


class PromiseNeedsADay(Refusal):
    code = "promise_needs_a_day"
    sentence = "容缺承诺要有补交的日期，而且要晚于今天。"
    next_step = "请和申请人约好补交日期，写进承诺书并签字。"


class NotDeferrable(Refusal):
    code = "not_deferrable"
    status = 409
    sentence = "“{material}”已经收到或不用交，不需要容缺。"
    next_step = "请刷新页面看最新情况。"


class AnswerAlreadyGiven(Refusal):
    code = "answer_already_given"
    status = 409
    sentence = "这件已经受理，材料清单不能再改。"
    next_step = "后补的材料请用“补交”登记。"


class StopNotLawful(Refusal):
    code = "stop_not_lawful"
    sentence = "不能停表：{problem}"
    next_step = "请核对法律依据；没有依据的时间照常计入办理时限。"


class AlreadyStopped(Refusal):
    code = "already_stopped"
    status = 409
    sentence = "这件的时限已经停表。"
    next_step = "请先结束现在的停表。"


class NotStopped(Refusal):
    code = "not_stopped"
    status = 409
    sentence = "这件的时限没有停表，或已由别人恢复。"
    next_step = "请刷新页面看最新到期日。"


class DaysOutOfOrder(Refusal):
    code = "days_out_of_order"
    sentence = "日期先后不对：{problem}"
    next_step = "请对照文书上的日期改正。"


class ExtensionNotLawful(Refusal):
    code = "extension_not_lawful"
    sentence = "不能延期：{problem}"
    next_step = "请核对法定的延长期限和批准权限。"


class AlreadyExtended(Refusal):
    code = "already_extended"
    status = 409
    sentence = "这件已经延长过一次期限。"
    next_step = "请在延长后的期限内办结。"


class ReferenceIncomplete(Refusal):
    code = "reference_incomplete"
    sentence = "还没有填对方系统的名称或编号。"
    next_step = "请把统一审批系统里生成的编号填上。"


class DraftChangedElsewhere(Refusal):
    code = "draft_changed_elsewhere"
    status = 409
    sentence = "这份草稿刚才在另一个页面改过。"
    next_step = "请重新打开草稿，对照后再改；您刚打的字还在这个页面上。"


class DraftGone(Refusal):
    code = "draft_gone"
    status = 409
    sentence = "这份草稿已经{state}。"
    next_step = "请到“办件”里查找，或重新填写。"


class StepTakenByAnother(Refusal):
    code = "step_taken_by_another"
    status = 409
    sentence = "这个环节已由{name}在办。"
    next_step = "请等他办完或放回；急需转办的，请中心负责人转给您。"


class AlreadySigned(Refusal):
    code = "already_signed"
    status = 409
    sentence = "您在这个环节已经签署过意见。"
    next_step = "意见签署后不能改；确有变化的，请在下一环节写明，或由后面的环节退回。"


class NotHisToTake(Refusal):
    code = "not_his_to_take"
    sentence = "{name}没有办理这个环节的岗位。"
    next_step = "请选有这个岗位、培训合格的同事。"


class NoSuchStep(Refusal):
    code = "no_such_step"
    sentence = "只能退回到这个环节以前的环节。"
    next_step = "请重新选择退回到哪一步。"


class NotAReviewStep(Refusal):
    code = "not_a_review_step"
    sentence = "“{step}”不是签署意见的环节。"
    next_step = "请按这个环节的要求办理。"


class NotTheDecisionStep(Refusal):
    code = "not_the_decision_step"
    sentence = "“{step}”还不是决定环节，不能作出决定。"
    next_step = "请先办完前面的环节。"


class AcceptorDoesNotDecide(Refusal):
    """前台综合受理、后台分类审批 (clause 4.2): taking in and deciding are kept apart."""

    code = "acceptor_does_not_decide"
    status = 403
    sentence = "这件是您收的，不能由您作出决定。"
    next_step = "请转给别的审批人员。"


class DeferredOutstanding(Refusal):
    code = "deferred_outstanding"
    sentence = "容缺承诺的材料还没有补交：{materials}。"
    next_step = "请联系申请人补交；到期不补的，依承诺作出决定。"


class NotASiteCheck(Refusal):
    code = "not_a_site_check"
    sentence = "“{step}”不是现场核查环节。"
    next_step = "请按这个环节的要求办理。"


class TwoOfficersNeeded(Refusal):
    """行政许可法 34: facts are checked by two officers at least."""

    code = "two_officers_needed"
    sentence = "现场核查要由两名以上工作人员进行。"
    next_step = "请选另一位一起核查的同事，由他确认记录。"


class CheckNotConfirmable(Refusal):
    code = "check_not_confirmable"
    status = 409
    sentence = "这份核查记录由{name}确认，或者已经确认过。"
    next_step = "请刷新页面看最新情况。"


class NotAPublicityStep(Refusal):
    code = "not_a_publicity_step"
    sentence = "“{step}”不是公示环节。"
    next_step = "请按这个环节的要求办理。"


class MinorNotPublished(Refusal):
    code = "minor_not_published"
    sentence = "当事人里有未成年人，不能公示。"
    next_step = "请按规定用不公开的方式核实，并请负责人退回这个环节写明情况。"


class PublicityNotOver(Refusal):
    code = "publicity_not_over"
    sentence = "公示到{ends_on}为止，还没有结束。"
    next_step = "请等公示期满再登记结果。"


class ObjectionsOpen(Refusal):
    code = "objections_open"
    sentence = "还有异议没有核实清楚。"
    next_step = "请先逐条登记核实结果。"


class ObjectionSettled(Refusal):
    code = "objection_settled"
    status = 409
    sentence = "这条异议已经登记过核实结果。"
    next_step = "请刷新页面看最新情况。"


class ResultDelivered(Refusal):
    code = "result_delivered"
    status = 409
    sentence = "结果已经送达，不能重新办理这件。"
    next_step = "需要更正的，请另收一件。"


class IdentityNotChecked(Refusal):
    code = "identity_not_checked"
    sentence = "还没有核验领取人的身份。"
    next_step = "请核对身份证件；代领的还要收下委托书，再登记领取。"


class RecipientNeeded(Refusal):
    code = "recipient_needed"
    sentence = "还没有写明谁收到了结果。"
    next_step = "请填写领取人姓名和与申请人的关系。"


class AgentNeedsAuthorisation(Refusal):
    code = "agent_needs_authorisation"
    sentence = "代领要有申请人的委托书。"
    next_step = "请收下委托书并拍照存档，再登记代领。"


class TrackingNumberNeeded(Refusal):
    code = "tracking_number_needed"
    sentence = "寄出的结果要有邮件号。"
    next_step = "请填写快递或挂号邮件的单号。"


class WitnessNeeded(Refusal):
    code = "witness_needed"
    sentence = "留置送达要有见证人。"
    next_step = "请写明见证人的姓名和单位，并拍照记录。"
