"""What each paper of a case says: one frozen dataclass per document (domain handbook 2.3).

Fields are plain words, numbers and lists of them; an empty field leaves its line out, or leaves it to be
filled by hand where people sign. Dates are words already (`wording`). The documents app freezes what
`content()` gives when the paper is issued. Number, body, seal and date of issue come from there.
"""

from __future__ import annotations

from dataclasses import dataclass

from yizhan.cases.paper.parts import (
    Authorised,
    CasePaper,
    DeferredMaterial,
    DeliveredPaper,
    FiledPaper,
    MaterialLine,
    MissingMaterial,
    Officer,
    Paper,
    PublicityRow,
    Remedies,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedSlip(CasePaper):
    """收件凭证: what was handed in, by whom, when. Received is not accepted."""

    key = "received_slip"
    title = "收件凭证"

    received_at: str
    received_by: str
    hall: str
    hall_phone: str
    answer_by: str
    """Until when the hall says whether it accepts; empty: said on the spot."""
    materials: tuple[MaterialLine, ...] = ()
    agent: str = ""
    channel: str = "窗口"
    query_code: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice(CasePaper):
    """受理通知书: accepted, and by when it will be decided."""

    key = "acceptance_notice"
    title = "受理通知书"
    series = "受"

    applied_on: str
    accepted_on: str
    statutory_limit: str
    promised_limit: str
    due_on: str
    """The last day of the promise; empty where no limit is known."""
    officer: str
    officer_phone: str
    basis: tuple[str, ...] = ()
    contact: str = ""
    contact_phone: str = ""
    materials: tuple[MaterialLine, ...] = ()
    deferred: tuple[DeferredMaterial, ...] = ()
    not_counted: str = ""
    """What does not count toward the limit here, as a sentence; empty: nothing known of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeNotice(CasePaper):
    """一次性补正告知书: everything that is missing, once and complete (clause 7.2b)."""

    key = "one_time_notice"
    title = "一次性补正告知书"
    series = "补"

    applied_on: str
    missing: tuple[MissingMaterial, ...]
    how: str
    where: str
    until: str
    officer: str
    officer_phone: str
    if_late: str = ""
    """What happens when nothing comes until then, as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineNotice(CasePaper):
    """不予受理通知书: reason, basis, the body that is right, remedies (行政许可法 32)."""

    key = "decline_notice"
    title = "不予受理通知书"
    series = "不受"

    applied_on: str
    reason: str
    basis: tuple[str, ...]
    remedies: Remedies
    officer: str
    officer_phone: str
    right_body: str = ""
    right_body_contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralPromise(CasePaper):
    """容缺受理承诺书: the applicant promises to bring what is missing until its date."""

    key = "deferral_promise"
    title = "容缺受理承诺书"

    identity_kind: str
    identity_number: str
    materials: tuple[DeferredMaterial, ...]
    addressed_to: str
    """The responsible body to which the promise is made."""
    agent: str = ""
    phone: str = ""
    consequence: str = "到期未补齐的，愿意接受终止办理或者撤销已作出的决定，由此产生的后果自行承担。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedureNotice(CasePaper):
    """特别程序告知书: time that does not count, its kind, basis and expected length (行政许可法 45)."""

    key = "special_procedure_notice"
    title = "特别程序告知书"
    series = "特"

    kind: str
    reason: str
    basis: tuple[str, ...]
    starts_on: str
    expected: str
    former_due_on: str
    officer: str
    officer_phone: str
    carried_out_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionNotice(CasePaper):
    """延长期限告知书: reasons, new last day, who approved (行政许可法 42)."""

    key = "extension_notice"
    title = "延长办理期限告知书"
    series = "延"

    accepted_on: str
    former_due_on: str
    extended_by: str
    new_due_on: str
    reason: str
    basis: tuple[str, ...]
    approved_by: str
    officer: str
    officer_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCheckRecord(CasePaper):
    """现场核查记录: two officers, time, place, facts, signatures (行政许可法 34)."""

    key = "site_check_record"
    title = "现场核查记录"

    place: str
    started_at: str
    ended_at: str
    officers: tuple[Officer, ...]
    checked: str
    """What was to be checked."""
    facts: tuple[str, ...]
    conclusion: str
    present: str = ""
    """Who was there for the applicant, and as what."""
    recorder: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDecision(CasePaper):
    """准予决定书: facts, basis, decision, and the certificate where one is given."""

    key = "approval_decision"
    title = "准予决定书"
    series = "决"

    applied_on: str
    accepted_on: str
    facts: str
    basis: tuple[str, ...]
    decision: str
    certificate: str = ""
    certificate_number: str = ""
    valid: str = ""
    conditions: tuple[str, ...] = ()
    collect: str = ""
    """Where and how the result is handed over, as a sentence."""
    remedies: Remedies | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionDecision(CasePaper):
    """不予批准决定书: facts, reasons, basis, remedies (行政许可法 38)."""

    key = "rejection_decision"
    title = "不予批准决定书"
    series = "决"

    applied_on: str
    accepted_on: str
    facts: str
    reasons: str
    basis: tuple[str, ...]
    remedies: Remedies


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReceipt(CasePaper):
    """送达回证: what, to whom, where, how, when; signature, or witnesses where it was refused."""

    key = "service_receipt"
    title = "送达回证"
    series = "送"

    recipient: str
    place: str
    way: str
    papers: tuple[DeliveredPaper, ...]
    servers: tuple[Officer, ...] = ()
    served_at: str = ""
    """Empty: the recipient writes date and time by hand."""
    received_by: str = ""
    relation: str = ""
    refusal_reason: str = ""
    witnesses: tuple[str, ...] = ()
    tracking_number: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionNotice(CasePaper):
    """领取结果通知: what lies ready, where, when, for whom, what to bring."""

    key = "collection_notice"
    title = "领取结果通知"

    result: str
    where: str
    hours: str
    bring: tuple[str, ...]
    phone: str
    certificate_number: str = ""
    until: str = ""
    by_post: str = ""
    """How it is sent instead, as a sentence; empty: not offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAuthorisation(Paper):
    """代办委托书: who lets whom do what, from when until when."""

    key = "agency_authorisation"
    title = "代办委托书"

    principal: Authorised
    agent: Authorised
    items: tuple[str, ...]
    scope: tuple[str, ...]
    valid_from: str
    valid_until: str
    case_number: str = ""
    is_free: bool = False
    """Whether the agent is the hall's own, who asks nothing for it (clause 7.2e)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityNotice(Paper):
    """公示: who is to get what, for how long it hangs, how to object (clause 7.3)."""

    key = "publicity_notice"
    title = "公示"
    series = "公"

    item: str
    rows: tuple[PublicityRow, ...]
    starts_on: str
    ends_on: str
    objections_to: str
    phone: str
    address: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityResult(Paper):
    """公示结果: what came of a public notice."""

    key = "publicity_result"
    title = "公示结果公告"
    series = "公"

    item: str
    notice_number: str
    rows: tuple[PublicityRow, ...]
    starts_on: str
    ends_on: str
    objections: int
    outcome: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCover(CasePaper):
    """案卷封面 with the barcode of the case number and the list of what lies in the file."""

    key = "file_cover"
    title = "政务服务事项案卷"

    unit: str
    accepted_on: str
    concluded_on: str
    outcome: str
    officer: str
    papers: tuple[FiledPaper, ...] = ()
    retention: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalConfirmation(CasePaper):
    """撤回申请确认书: the applicant took it back; what he handed in is returned."""

    key = "withdrawal"
    title = "撤回申请确认书"
    series = "撤"

    applied_on: str
    withdrawn_on: str
    reason: str
    officer: str
    officer_phone: str
    returned: tuple[MaterialLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeemedAcceptance(CasePaper):
    """视为受理通知书: nothing was said within the legal days, so it counts as accepted (行政许可法 32)."""

    key = "deemed_acceptance"
    title = "视为受理通知书"
    series = "受"

    received_on: str
    answer_was_due_on: str
    statutory_limit: str
    due_on: str
    basis: tuple[str, ...]
    officer: str
    officer_phone: str


PAPERS: tuple[type[Paper], ...] = (
    ReceivedSlip,
    AcceptanceNotice,
    OneTimeNotice,
    DeclineNotice,
    DeferralPromise,
    SpecialProcedureNotice,
    ExtensionNotice,
    SiteCheckRecord,
    ApprovalDecision,
    RejectionDecision,
    ServiceReceipt,
    CollectionNotice,
    AgencyAuthorisation,
    PublicityNotice,
    PublicityResult,
    FileCover,
    WithdrawalConfirmation,
    DeemedAcceptance,
)
"""Every paper, in the order of a case."""
