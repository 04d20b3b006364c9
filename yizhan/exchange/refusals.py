"""What the API refuses before any act is asked, and how a bug is told."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class TokenNeeded(Refusal):
    """No token, a wrong or revoked one, or one whose user holds no post in the unit any more."""

    code = "token_needed"
    status = 401
    sentence = "没有令牌，或者令牌无效、已作废，或者令牌背后的岗位已经结束。"
    next_step = "请在请求头写明 Authorization: Bearer 加令牌；没有令牌请找安全管理员发放。"


class DeviceOnly(Refusal):
    """The operation is for devices of the hall, and the one who asks is a person."""

    code = "device_only"
    status = 403
    sentence = "这个接口只给大厅里登记过的设备用。"
    next_step = "请用设备自己的令牌；还没有登记的设备，请系统管理员登记。"


class NotFoundHere(Refusal):
    """There is nothing of this key in the units that the asker may know of."""

    code = "not_found"
    status = 404
    sentence = "没有找到{what}。"
    next_step = "请核对编号；别的单位的内容从这里看不到。"


class NoSuchAddress(Refusal):
    """No operation has this address."""

    code = "no_such_address"
    status = 404
    sentence = "接口里没有这个地址。"
    next_step = "全部地址见 /api/v1/openapi.json，请核对后再试。"


class MethodNotOffered(Refusal):
    """The address exists, with other methods."""

    code = "method_not_offered"
    status = 405
    sentence = "这个地址不接受 {method} 方法。"
    next_step = "请改用 {offered}。"


class BodyUnreadable(Refusal):
    """The body is no JSON."""

    code = "body_unreadable"
    status = 400
    sentence = "请求的内容不是正确的 JSON，读不出来。"
    next_step = "请检查引号、逗号和编码（UTF-8）后再提交。"


class BodyTooLarge(Refusal):
    """The body is larger than any act needs."""

    code = "body_too_large"
    status = 413
    sentence = "请求的内容太大：最多 {megabytes} MB。"
    next_step = "请减少内容或分几次提交。"


class MediaTypeNotTaken(Refusal):
    """The body is of another kind than the operation reads."""

    code = "media_type_not_taken"
    status = 415
    sentence = "这个接口只收 {taken} 格式的内容。"
    next_step = "请在请求头写明 Content-Type: {taken}，并按这个格式提交。"


class FieldsWrong(Refusal):
    """Some fields are missing, unknown or not possible; each is named."""

    code = "fields_wrong"
    sentence = "有 {count} 处填得不对。"
    next_step = "请按 fields 里逐项写明的原因改正后再提交；什么都没有写入。"


class GuideDeskOnly(Refusal):
    """Issuing after the machines have stopped is the guide desk's."""

    code = "guide_desk_only"
    status = 403
    sentence = "只有咨询导引岗位能以导引台名义取号。"
    next_step = "请去掉 channel，或改用导引台人员的令牌。"


class ProgramFailed(Refusal):
    """A bug; the number leads to it in the log."""

    code = "program_failed"
    status = 500
    sentence = "程序出了差错，刚才的操作没有生效。"
    next_step = "请稍后再试一次；还不行，请把编号 {number} 告诉系统管理员。"


class DaysBackwards(Refusal):
    """The last day lies before the first, or too far behind it."""

    code = "days_backwards"
    sentence = "起止日期不对。"
    next_step = "请让结束日期不早于开始日期，并且不超过 {most} 天。"
