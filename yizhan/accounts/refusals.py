"""What the acts of accounts refuse, in one place, so that the sentences can be read through together."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class UsernameNotUsable(Refusal):
    """A sign-in name that could not be typed on every keyboard."""

    code = "username_not_usable"
    sentence = "登录名只能用小写字母、数字、点和横线，2 至 40 位，以字母或数字开头。"
    next_step = "请换一个登录名，例如工号。"


class UsernameTaken(Refusal):
    """Sign-in names are unique in the installation."""

    code = "username_taken"
    status = 409
    sentence = "这个登录名已经有人用了。"
    next_step = "请换一个登录名，例如在后面加上工号。"


class NameMissing(Refusal):
    """A person without a name cannot stand on a badge."""

    code = "name_missing"
    sentence = "还没有填写姓名。"
    next_step = "请填写本人姓名后再提交。"


class PasswordTooWeak(Refusal):
    """The password does not keep the rules of passwords."""

    code = "password_too_weak"
    sentence = "这个密码不够安全：{reasons}"
    next_step = "请另设一个至少 10 位、不全是数字的密码。"


class OldPasswordWrong(Refusal):
    """Whoever changes a password must know the old one."""

    code = "old_password_wrong"
    sentence = "原密码不对，密码没有改。"
    next_step = "请重新输入原密码；忘记了请找系统管理员重置。"


class SamePassword(Refusal):
    """A password that somebody else chose must be replaced by another."""

    code = "same_password"
    sentence = "新密码与原密码相同，密码没有改。"
    next_step = "请另设一个密码。"


class AlreadyDeactivated(Refusal):
    """The account is not in use any more."""

    code = "already_deactivated"
    status = 409
    sentence = "{name}的账号已经停用。"
    next_step = "页面上已是最新情况，不用再操作。"


class AlreadyActive(Refusal):
    """The account is in use."""

    code = "already_active"
    status = 409
    sentence = "{name}的账号正在使用。"
    next_step = "页面上已是最新情况，不用再操作。"


class NotYourself(Refusal):
    """Nobody switches off or resets his own account: somebody else must know of it."""

    code = "not_yourself"
    sentence = "不能对自己的账号这样做。"
    next_step = "请另一位系统管理员办理；只想换密码，请用“修改密码”。"


class NotAPhoto(Refusal):
    """The file is no JPEG or PNG picture, whatever its name says."""

    code = "not_a_photo"
    sentence = "这个文件不是能用的照片。"
    next_step = "请选 JPG 或 PNG 格式的照片再上传。"


class PhotoTooLarge(Refusal):
    """The file, or the picture in it, is larger than any photo for a badge needs."""

    code = "photo_too_large"
    sentence = "照片太大：文件不超过 {megabytes} MB，长和宽都不超过 {pixels} 像素。"
    next_step = "请把照片缩小后再上传。"


class PhotoTooSmall(Refusal):
    """A photo that would be a blur on the badge."""

    code = "photo_too_small"
    sentence = "照片太小，印在工作牌上会模糊：宽至少 {width} 像素，高至少 {height} 像素。"
    next_step = "请换一张清楚的正面照片。"
