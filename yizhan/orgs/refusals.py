"""What the organisation refuses, in one place, so that the sentences can be read through together."""

from __future__ import annotations

from yizhan.journal.constraints import refuse_on
from yizhan.lib.refusal import Refusal

# --- units ------------------------------------------------------------------------------------


class NotATown(Refusal):
    """A centre belongs to a town, a street or a scenic area."""

    code = "not_a_town"
    sentence = "便民服务中心只能建在镇、街道或景区管理局，“{unit}”不是。"
    next_step = "请另选镇、街道或景区管理局。"


class NotACommunity(Refusal):
    """A station belongs to a community or a village."""

    code = "not_a_community"
    sentence = "便民服务站只能建在社区或村，“{unit}”不是。"
    next_step = "请另选社区或村。"


class HallExists(Refusal):
    """One town has one centre, one community one station."""

    code = "hall_exists"
    status = 409
    sentence = "“{unit}”已经有了{hall}。"
    next_step = "请直接使用已有的；名称不对可以改名。"


class CentreMissing(Refusal):
    """A station works under the guidance of its town's centre, so the centre comes first (clause 2.1)."""

    code = "centre_missing"
    sentence = "“{town}”还没有便民服务中心，不能先建站。"
    next_step = "请先建立镇（街道）便民服务中心。"


class KindNotFounded(Refusal):
    """Districts and cities come from the statistical list only."""

    code = "kind_not_founded"
    sentence = "“{kind}”不能在这里新建。"
    next_step = "区县、市来自统计用区划代码；中心和站请用“建立中心”“建立站点”。"


class NameNeeded(Refusal):
    """A unit, window or zone without a name cannot be shown."""

    code = "name_needed"
    sentence = "还没有填写名称。"
    next_step = "请填写名称后再提交。"


class NameInUse(Refusal):
    """Two units of one name under one parent could not be told apart."""

    code = "name_in_use"
    status = 409
    sentence = "这里已经有名为“{name}”的单位。"
    next_step = "请换一个名称，或直接使用已有的单位。"


class DateNotPossible(Refusal):
    """A dated change must come after the one before it and not lie in the future."""

    code = "date_not_possible"
    sentence = "生效日期应在{earliest}至{latest}之间。"
    next_step = "请改正日期；以后才生效的，请到生效当天再登记。"


class ManagesItself(Refusal):
    """A unit cannot be managed from below itself."""

    code = "manages_itself"
    sentence = "“{unit}”不能归自己或自己下面的单位管。"
    next_step = "请另选上级或管理单位。"


class ReferenceBroken(Refusal):
    """A file of the statistical list does not hold what it should."""

    code = "reference_broken"
    sentence = "区划文件“{file}”第{line}行不能用：{problem}。"
    next_step = "请换回程序自带的文件后重试；什么都没有写入。"


# --- posts ------------------------------------------------------------------------------------


class PostNotHere(Refusal):
    """Not every unit has every post: a station has no approvers."""

    code = "post_not_here"
    sentence = "“{unit}”没有“{post}”这个岗位。"
    next_step = "请核对单位和岗位；审批只在镇（街道）。"


class NeverApproves(Refusal):
    """Approvers are chosen by the town itself (clause 2.3)."""

    code = "never_approves"
    sentence = "公益性岗位和服务外包人员不能担任审批。"
    next_step = "可以安排咨询导引、综合受理、统一出件或代办；审批人员由镇（街道）选派。"


class AdministratorsKeptApart(Refusal):
    """One person never holds two of the three administrator posts."""

    code = "administrators_kept_apart"
    sentence = "系统、安全、审计三个管理员岗位不能由同一个人兼任。"
    next_step = "请另选一位，或先结束原来的管理员岗位。"


class NotForYourself(Refusal):
    """Rights are granted by somebody else."""

    code = "not_for_yourself"
    sentence = "不能给自己授岗，也不能结束自己的岗位。"
    next_step = "请由另一位安全管理员办理。"


class PostHeldAlready(Refusal):
    """The person holds the post in the unit."""

    code = "post_held_already"
    status = 409
    sentence = "此人在本单位已有这个岗位。"
    next_step = "页面上已是最新情况；用工性质有变，请先结束原岗位再授岗。"


class AccountClosed(Refusal):
    """A closed account gets no post and no token."""

    code = "account_closed"
    sentence = "{name}的账号已经停用。"
    next_step = "请先请系统管理员恢复账号。"


class PostEnded(Refusal):
    """The post ended before."""

    code = "post_ended"
    status = 409
    sentence = "这个岗位已经结束。"
    next_step = "页面上已是最新情况，不用再操作。"


class PostDatesBackwards(Refusal):
    """A post ends after it began."""

    code = "post_dates_backwards"
    sentence = "结束日期应晚于开始日期（{valid_from}）。"
    next_step = "请改正日期。"


class TrainingDatesWrong(Refusal):
    """A training lies in the past and does not end before it was passed."""

    code = "training_dates_wrong"
    sentence = "合格日期不能晚于今天，有效期不能早于合格日期。"
    next_step = "请改正日期。"


class TrainingRecorded(Refusal):
    """The same training of the same day is on record."""

    code = "training_recorded"
    status = 409
    sentence = "此人这一天的这项培训已经登记过。"
    next_step = "页面上已是最新情况，不用再登记。"


class TokenRevoked(Refusal):
    """The token was revoked before."""

    code = "token_revoked"
    status = 409
    sentence = "这个令牌已经作废。"
    next_step = "页面上已是最新情况；需要时请另发一个。"


class NotAMember(Refusal):
    """A token acts with somebody's rights, so he must have some in the unit."""

    code = "not_a_member"
    sentence = "{name}在“{unit}”没有在用的岗位，令牌发了也没有权限。"
    next_step = "请先授岗并登记培训，再发令牌。"


# --- hall -------------------------------------------------------------------------------------


class NotAHall(Refusal):
    """Windows, zones and opening hours are a hall's."""

    code = "not_a_hall"
    sentence = "“{unit}”不是便民服务中心或站，没有窗口和开放时间。"
    next_step = "请另选中心或站。"


class WindowNumberUsed(Refusal):
    """A window number is unique in its hall, in use or not."""

    code = "window_number_used"
    status = 409
    sentence = "本大厅已有这个窗口号。"
    next_step = "请换一个号；停用过的窗口可以重新启用。"


class WindowNumberOutOfRange(Refusal):
    """A window number is spoken aloud: 1 to 99."""

    code = "window_number_out_of_range"
    sentence = "窗口号应在 1 至 99 之间。"
    next_step = "请改正窗口号。"


class ZoneElsewhere(Refusal):
    """A window stands in a zone of its own hall."""

    code = "zone_elsewhere"
    sentence = "所选等候区不在本大厅。"
    next_step = "请另选本大厅的等候区。"


class ZoneNameUsed(Refusal):
    """A zone's name is unique in its hall."""

    code = "zone_name_used"
    status = 409
    sentence = "本大厅已有同名的等候区。"
    next_step = "请换一个名称。"


class WindowRetired(Refusal):
    """The window is out of use."""

    code = "window_retired"
    status = 409
    sentence = "{window}已经停用。"
    next_step = "页面上已是最新情况，不用再操作。"


class WindowInUse(Refusal):
    """The window is in use."""

    code = "window_in_use"
    status = 409
    sentence = "{window}正在启用。"
    next_step = "页面上已是最新情况，不用再操作。"


class HoursNotPossible(Refusal):
    """Stretches overlap, end before they begin, or there are none."""

    code = "hours_not_possible"
    sentence = "开放时间填得不对：{problems}"
    next_step = "请改正后再提交；全天不开放的日子请登记为特殊日期。"


class PastIsFixed(Refusal):
    """What held on past days is a fact and is not changed."""

    code = "past_is_fixed"
    sentence = "不能改动已经过去的日子。"
    next_step = "请选今天或以后的日期。"


class ExceptionMissing(Refusal):
    """There is no exception on the day."""

    code = "exception_missing"
    status = 409
    sentence = "{day}没有登记特殊开放时间。"
    next_step = "页面上已是最新情况，不用再操作。"


class PolicyOutOfBounds(Refusal):
    """A value with which no hall could work."""

    code = "policy_out_of_bounds"
    sentence = "{faults}"
    next_step = "请改正后再提交；什么都没有改动。"


refuse_on("orgs.Membership", "orgs_one_open_membership_per_post", PostHeldAlready)
refuse_on("orgs.Membership", "orgs_administrators_are_kept_apart", AdministratorsKeptApart)
refuse_on("orgs.Membership", "orgs_approvers_are_chosen_by_the_town", NeverApproves)
refuse_on("orgs.Training", "orgs_training_recorded_once", TrainingRecorded)
refuse_on("orgs.Window", "orgs_window_number_once_per_hall", WindowNumberUsed)
refuse_on("orgs.Window", "orgs_window_number_is_sayable", WindowNumberOutOfRange)
refuse_on("orgs.Zone", "orgs_zone_name_once_per_hall", ZoneNameUsed)
