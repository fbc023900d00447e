"""Reasons for failures, in Chinese, for the English ones of Python and the system."""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import json

_SYSTEM: Final = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只能读",
    errno.ENOSPC: "磁盘满了",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "文件正被占用",
    errno.EIO: "磁盘读写出错",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.EBADF: "没有打开",
}
#: Other reasons on Windows, which reports a file held by Word or a scanner as a missing right.
_WINDOWS: Final = {
    errno.EACCES: "没有权限，或文件正被别的程序打开",
    errno.EINVAL: "文件名里有 Windows 不允许的字符",
    errno.EBADF: "Windows 把这个名字留作设备名",
}
# Beginnings of English messages with the Chinese reason; the first match counts.
_TOML: Final = (
    ("Unclosed array", "列表缺右边的 ]"),
    ("Unclosed inline table", "表缺右边的 }"),
    ("Unterminated string", "字符串缺右边的引号"),
    ("Illegal character", "字符串里有不能直接写的字符，或缺右边的引号"),
    ("Expected '=' after a key", "键后面缺等号"),
    ("Expected ']", "表头缺右边的 ]"),
    ("Expected newline", "一行写了不止一项，或后面有多余的字"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是表头"),
    ("Invalid initial character for a key", "键的写法不对，中文的键要加引号"),
    ("Invalid value", "值的写法不对，字符串要加英文引号"),
    ("Invalid date", "日期的写法不对"),
    ("Unescaped '\\'", "字符串里的 \\ 要写成 \\\\，或改用单引号"),
    ("Invalid hex", "\\u 后面的编码不对"),
    ("Escaped character", "\\u 后面的编码不对"),
    ("Cannot declare", "这张表写了两次"),
    ("Cannot overwrite", "这个键写了两次"),
    ("Duplicate inline table key", "这个键写了两次"),
    ("Cannot mutate", "这张表不能再加内容"),
    ("Found invalid character", "有不能用的字符"),
)
_EXPRESSION: Final = (
    ("missing ), unterminated", "缺右边的 )"),
    ("unterminated character set", "缺右边的 ]"),
    ("unbalanced parenthesis", "多出右边的 )"),
    ("nothing to repeat", "*、+、? 前面没有可重复的字"),
    ("multiple repeat", "*、+、? 连写了"),
    ("min repeat greater", "{} 里的两个数大小颠倒"),
    ("bad escape (end", "末尾多一个 \\"),
    ("bad escape", "\\ 后面的字母没有含义"),
    ("bad character range", "[] 里的起止颠倒"),
    ("look-behind requires", "(?<…) 里的长度须固定"),
    ("unknown extension", "(? 后面的写法不对"),
    ("missing group name", "组缺名字"),
    ("bad character in group name", "组名的写法不对"),
    ("redefinition of group name", "两个组同名"),
    ("unknown group name", "没有这个名字的组"),
    ("invalid group reference", "没有这个序号的组"),
    ("cannot refer to an open group", "组里不能引用自己"),
    ("too large", "括号套得太深，或 {} 里的数太大"),
    ("runs away", "在有的文稿上会查几天也查不完：重复里又有重复，同一段字有太多种分法；请去掉里面或外面的 +、*"),
)
_JSON: Final = (
    ("Expecting value", "这里缺一个值，或多了一个逗号"),
    ("Expecting property name", "这里缺带英文双引号的键，或多了一个逗号"),
    ("Illegal trailing comma", "多了一个逗号"),
    ("Expecting ','", "两项之间缺英文逗号"),
    ("Expecting ':'", "键后面缺英文冒号"),
    ("Extra data", "后面有多余的内容"),
    ("Unterminated string", "字符串缺右边的引号"),
    ("Invalid control character", "字符串里有换行等不能直接写的字符"),
    ("Invalid \\", "字符串里的 \\ 用得不对"),
    ("Unexpected UTF-8 BOM", "开头的标记多了一个"),
)


def system_reason(error: OSError) -> str:
    """The reason that a file was not read or written, in Chinese.

    An error that brings a Chinese reason of its own keeps it.
    """
    # A message of Windows itself is in the user's language, but written for programmers.
    if error.strerror and not error.strerror.isascii() and not getattr(error, "winerror", None):
        return error.strerror
    if os.name == "nt" and error.errno in _WINDOWS:
        return _WINDOWS[error.errno]
    return _SYSTEM.get(error.errno or 0, "系统没有说明原因" if error.errno is None else f"系统错误 {error.errno}")


def size_reason(name: str, size: int, limit: int) -> str:
    """The reason that a file larger than the limit (both in bytes) is not read."""
    actual, most = _in_units(size), _in_units(limit)
    if actual == most:
        actual, most = f"{size} 字节", f"{limit} 字节"
    return f"{name}有 {actual}，超过上限 {most}；确要检查，请用 --max-size 放宽"


def _in_units(size: int) -> str:
    for unit, name in ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} 字节"


def toml_reason(error: ValueError) -> str:
    """The reason that a TOML file cannot be parsed, with the column if known."""
    column = re.search(r"column (\d+)", str(error))
    return _translate(_TOML, str(error), "写法不对") + (f"（第{column[1]}列）" if column else "")


def json_reason(error: json.JSONDecodeError) -> str:
    """The reason that a text is not JSON; conflict markers of git are recognised."""
    if re.search(r"^(<{7}|={7}|>{7})", error.doc, re.MULTILINE):
        return "有没有合并完的冲突标记（<<<<<<<），请先合并"
    return _translate(_JSON, error.msg, "写法不对")


def expression_reason(error: re.error) -> str:
    """The reason that a regular expression cannot be compiled."""
    return _translate(_EXPRESSION, error.msg, "写法不对")


def _translate(reasons: tuple[tuple[str, str], ...], message: str, otherwise: str) -> str:
    return next((reason for beginning, reason in reasons if message.startswith(beginning)), otherwise)
