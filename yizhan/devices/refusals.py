"""What the acts on devices refuse, in one place."""

from __future__ import annotations

from yizhan.journal.constraints import refuse_on
from yizhan.lib.refusal import Refusal


class DeviceNameNeeded(Refusal):
    """A device without a name cannot be told from the next one."""

    code = "device_name_needed"
    sentence = "还没有填写设备名称。"
    next_step = "请写清它在哪里，例如“大厅取号机”。"


class DeviceNameTaken(Refusal):
    """Two devices of one name cannot be told apart."""

    code = "device_name_taken"
    status = 409
    sentence = "本单位已经有一台同名的设备。"
    next_step = "请换一个名称，例如写上位置或编号。"


class DeviceKindUnknown(Refusal):
    """There are five kinds of device."""

    code = "device_kind_unknown"
    sentence = "没有“{kind}”这一类设备。"
    next_step = "请从列表中选择设备类别。"


class PrinterAddressNeeded(Refusal):
    """A printer is reached by its address in the hall's network."""

    code = "printer_address_needed"
    sentence = "打印机的网络地址不对。"
    next_step = "请填写打印机的 IP 地址或主机名，端口一般是 9100。"


class NotAPrinter(Refusal):
    """Slips and test pages go to a printer in use, of the same hall."""

    code = "not_a_printer"
    sentence = "“{name}”不是本单位在用的打印机。"
    next_step = "请另选一台打印机。"


class NoPrinterForThis(Refusal):
    """Only a kiosk prints slips of its own."""

    code = "no_printer_for_this"
    sentence = "“{name}”不需要打印机。"
    next_step = "只有取号机需要指定打印机。"


class PrintersCarryNoToken(Refusal):
    """A printer is reached by its address and opens no page."""

    code = "printers_carry_no_token"
    sentence = "打印机不需要登记令牌。"
    next_step = "请为取号机、屏幕或评价器发放令牌。"


class DeviceDisabled(Refusal):
    """A disabled device stays disabled; it can be enrolled anew under another name."""

    code = "device_disabled"
    status = 409
    sentence = "“{name}”已经停用。"
    next_step = "页面上已是最新情况；要再用这台设备，请重新登记。"


class DeviceTokenUnknown(Refusal):
    """The address with the token was mistyped, or the device was disabled or got a new token."""

    code = "device_token_unknown"
    status = 404
    sentence = "这个设备地址无效，可能已停用或已换发。"
    next_step = "请让管理员在“设备”页面为这台设备换发新地址。"
    sentence_en = "This device address is not valid; the device may have been disabled."
    next_step_en = "Please ask the administrator for a new address."


refuse_on("devices.Device", "devices_name_once_per_unit", DeviceNameTaken)
