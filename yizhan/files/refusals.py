"""What is not stored and why, in one place, so that the sentences can be read through together."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class FileEmpty(Refusal):
    """Nothing arrived: an interrupted copy, or a file that was never filled."""

    code = "file_empty"
    sentence = "这个文件是空的，里面没有内容。"
    next_step = "请打开原文件看一看，重新选择，或直接拍照。"
    sentence_en = "This file is empty."
    next_step_en = "Please open the original to check it, choose it again, or take a photo."


class FileTooLarge(Refusal):
    """More bytes than a readable scan needs."""

    code = "file_too_large"
    status = 413
    sentence = "这个文件超过 {megabytes} MB，没有收下。"
    next_step = "请按 300 dpi 重新扫描，或分成几个文件上传。"
    sentence_en = "This file is larger than {megabytes} MB and was not taken."
    next_step_en = "Please scan it again at 300 dpi, or send it as several files."


class KindNotTaken(Refusal):
    """Something else than a picture or a PDF, whatever its name says."""

    code = "file_kind_not_taken"
    status = 415
    sentence = "这是{found}，这里只收照片（JPG、PNG、HEIC）和 PDF。"
    next_step = "请另存为 PDF 再上传，或打印出来拍照上传。"
    sentence_en = "This is {found_en}; only photos (JPG, PNG, HEIC) and PDF are taken here."
    next_step_en = "Please save it as PDF, or print it and take a photo."


class FileUnsafe(Refusal):
    """A PDF that could do something on the reader's machine."""

    code = "file_unsafe"
    sentence = "这个 PDF 里有{found}，为了安全没有收下。"
    next_step = "请打印成新的 PDF，或拍照上传。"
    sentence_en = "This PDF contains {found_en} and was not taken, for safety."
    next_step_en = "Please print it to a new PDF, or take a photo."


class FileInfected(Refusal):
    """The virus scanner knows something in it."""

    code = "file_infected"
    sentence = "杀毒软件在这个文件里发现了病毒，文件没有收下。"
    next_step = "请不要再打开这个文件；材料请直接拍照上传，并告诉系统管理员。"
    sentence_en = "The virus scanner found something in this file; it was not taken."
    next_step_en = "Please do not open it again; take a photo of the paper and tell the staff."


class FileLocked(Refusal):
    """A PDF with a password or with restrictions: nobody could look into it later."""

    code = "file_locked"
    sentence = "这个 PDF 加了密码或限制，打不开里面的内容。"
    next_step = "请去掉密码另存一份，或打印成新的 PDF 再上传。"
    sentence_en = "This PDF is protected by a password or restrictions."
    next_step_en = "Please save a copy without protection, or print it to a new PDF."


class FileUnreadable(Refusal):
    """Cut off or damaged: the beginning is right, the rest is not."""

    code = "file_unreadable"
    sentence = "这个文件损坏了，或没有传完，读不出来。"
    next_step = "请重新选择或重新扫描；还不行，请直接拍照。"
    sentence_en = "This file is damaged or incomplete and cannot be read."
    next_step_en = "Please choose or scan it again; if that fails, take a photo."


class PictureTooLarge(Refusal):
    """More picture points than a hall's machine should unpack."""

    code = "picture_too_large"
    status = 413
    sentence = "这张图片超过 {megapixels} 百万像素，没有收下。"
    next_step = "请把扫描改为 300 dpi，或把相机分辨率调低后重拍。"
    sentence_en = "This picture has more than {megapixels} million pixels and was not taken."
    next_step_en = "Please scan at 300 dpi, or take the photo again at a lower resolution."


class TooManyPages(Refusal):
    """A document that nobody reads on a screen in one piece."""

    code = "file_too_many_pages"
    status = 413
    sentence = "这个文件有 {pages} 页，一次最多收 {most} 页。"
    next_step = "请分成几个文件上传。"
    sentence_en = "This file has {pages} pages; at most {most} are taken at once."
    next_step_en = "Please send it as several files."


class ScannerAway(Refusal):
    """The hall scans for viruses, and the scanner does not answer: nothing is taken unscanned."""

    code = "virus_scanner_away"
    status = 503
    sentence = "杀毒服务现在没有回应，文件没有收下。"
    next_step = "请稍后再试；几分钟后还不行，请告诉系统管理员。"
    sentence_en = "The virus scanner does not answer; the file was not taken."
    next_step_en = "Please try again later; if it stays so, tell the staff."


class NoRoom(Refusal):
    """The disk of the data folder is full."""

    code = "no_room_for_files"
    status = 503
    sentence = "服务器的存储空间满了，文件没有收下。"
    next_step = "请告诉系统管理员；材料可以先收纸质的。"
    sentence_en = "The server has no room left; the file was not taken."
    next_step_en = "Please tell the staff; paper is taken meanwhile."
