"""What registering, correcting, merging and opening refuse."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class PersonKnownAlready(Refusal):
    code = "person_known_already"
    status = 409
    sentence = "这个证件号码在本单位已经登记过。"
    next_step = "请用这个号码查找，直接用已有的登记；有变动就更正它。"


class IdNumberWrong(Refusal):
    code = "id_number_wrong"
    sentence = "{problem}"
    next_step = "请对照证件核对；确实没有号码的，选“没有号码”并写明原因。"


class PhoneWrong(Refusal):
    code = "phone_wrong"
    sentence = "{problem}"
    next_step = "暂时问不到的，电话可以先空着。"


class NameMissing(Refusal):
    code = "person_name_missing"
    sentence = "没有填姓名。"
    next_step = "请按证件填写姓名。"


class NoReasonWithoutNumber(Refusal):
    code = "no_number_without_reason"
    sentence = "没有证件号码，也没有写原因。"
    next_step = "请填号码，或从原因里选一项。"


class BirthdayAhead(Refusal):
    code = "birthday_ahead"
    sentence = "出生日期还没有到，或者太早。"
    next_step = "请与本人核对后重新填写。"


class NothingToCorrect(Refusal):
    code = "nothing_to_correct"
    sentence = "填的和已登记的一样，没有要改的。"
    next_step = "只填要改的那几项再提交。"


class PersonChangedMeanwhile(Refusal):
    code = "person_changed_meanwhile"
    status = 409
    sentence = "这份登记刚刚被别人改过，您的修改没有写入。"
    next_step = "请刷新页面，看清现在的内容后再改。"


class PersonMergedAlready(Refusal):
    code = "person_merged_already"
    status = 409
    sentence = "这份登记已并入同一个人的另一份登记。"
    next_step = "请刷新页面，在保留的那份上办理。"


class SamePerson(Refusal):
    code = "same_registration"
    sentence = "这就是同一份登记，不用合并。"
    next_step = "请选另一份重复的登记。"


class OfAnotherUnit(Refusal):
    code = "person_of_another_unit"
    sentence = "两份登记属于不同的单位，不能合并。"
    next_step = "各单位分别保管自己的登记，请在本单位的登记里查找重复。"


class KeepTheNumbered(Refusal):
    code = "keep_the_numbered"
    sentence = "要并掉的一份有证件号码，保留的一份没有。"
    next_step = "请反过来合并，保留有号码的那一份。"


class TwoCitizensNumbers(Refusal):
    code = "two_citizens_numbers"
    sentence = "两份登记的身份号码不同，应是两个人，不能合并。"
    next_step = "确有一份登错的，先把那份更正为“没有号码（其他）”，再合并。"


class NotMerged(Refusal):
    code = "person_not_merged"
    status = 409
    sentence = "这份登记没有并入别的登记，或已经拆开。"
    next_step = "请刷新页面后再看。"


class SameNumberStays(Refusal):
    code = "same_number_stays_together"
    sentence = "两份登记是同一个证件号码，不能再拆开。"
    next_step = "有一份号码登错的，请先更正保留的那份，再拆开。"


class WordsMissing(Refusal):
    code = "look_words_missing"
    sentence = "原因选了“其他”，还要写一句为什么要看。"
    next_step = "请写明后再查看。"


class BodyKnownAlready(Refusal):
    code = "body_known_already"
    status = 409
    sentence = "这个统一社会信用代码在本单位已经登记过。"
    next_step = "请用代码查找，直接用已有的登记；有变动就更正它。"


class UsccWrong(Refusal):
    code = "uscc_wrong"
    sentence = "{problem}"
    next_step = "请对照证照核对后重新输入。"


class UsccMissing(Refusal):
    code = "uscc_missing"
    sentence = "没有填统一社会信用代码。"
    next_step = "请填写；只有“其他组织”可以没有代码。"


class BodyNameMissing(Refusal):
    code = "body_name_missing"
    sentence = "没有填单位名称。"
    next_step = "请按证照填写全称。"


class BodyChangedMeanwhile(Refusal):
    code = "body_changed_meanwhile"
    status = 409
    sentence = "这份登记刚刚被别人改过，您的修改没有写入。"
    next_step = "请刷新页面，看清现在的内容后再改。"
