"""Every reason for a failure is given in Chinese."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import click
import pytest
from conftest import CARD

from zhlint.cli.group import COMMANDS, group
from zhlint.phrasing.reasons import expression_reason, json_reason, system_reason, toml_reason

if TYPE_CHECKING:
    from conftest import Newsroom


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("(", "缺右边的 )"),
        (")", "多出右边的 )"),
        ("[甲", "缺右边的 ]"),
        ("*", "*、+、? 前面没有可重复的字"),
        ("甲**", "*、+、? 连写了"),
        ("甲{3,2}", "{} 里的两个数大小颠倒"),
        ("\\", "末尾多一个 \\"),
        (r"\y", "\\ 后面的字母没有含义"),
        ("[乙-㐀]", "[] 里的起止颠倒"),
        ("(?<=甲+)乙", "(?<…) 里的长度须固定"),
        ("(?甲)", "(? 后面的写法不对"),
        ("(?P<a>甲)(?P<a>乙)", "两个组同名"),
        ("(?P=a)", "没有这个名字的组"),
        (r"(甲)\2", "没有这个序号的组"),
    ],
)
def test_a_broken_expression(source: str, reason: str) -> None:
    with pytest.raises(re.error) as error:
        re.compile(source)
    assert expression_reason(error.value) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a = ["x"', "列表缺右边的 ]"),
        ('a = "x', "字符串缺右边的引号"),
        ('a = "x\nb = 1', "字符串里有不能直接写的字符，或缺右边的引号"),
        ("a = x", "值的写法不对，字符串要加英文引号（第5列）"),
        ("a 3", "键后面缺等号（第3列）"),
        ("[a", "表头缺右边的 ]"),
        ("a = 1 2", "一行写了不止一项，或后面有多余的字（第7列）"),
        ("甲 = 1", "这一行不是“键 = 值”，也不是表头（第1列）"),
        ("a.甲 = 1", "键的写法不对，中文的键要加引号（第3列）"),
        ("a = 1\na = 2", "这个键写了两次"),
        ("[a]\n[a]", "这张表写了两次"),
        (r'a = "\d"', "字符串里的 \\ 要写成 \\\\，或改用单引号"),
    ],
)
def test_broken_toml(text: str, reason: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    assert toml_reason(error.value).startswith(reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "这里缺带英文双引号的键，或多了一个逗号"),
        ('{"a": 1,}', "这里缺带英文双引号的键，或多了一个逗号"),
        ("[1,]", "这里缺一个值，或多了一个逗号"),
        ('["a" "b"]', "两项之间缺英文逗号"),
        ('{"a" 1}', "键后面缺英文冒号"),
        ("{} x", "后面有多余的内容"),
        ('["a', "字符串缺右边的引号"),
        ('["\n"]', "字符串里有换行等不能直接写的字符"),
        (r'["\q"]', "字符串里的 \\ 用得不对"),
        ("[\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> other\n]", "有没有合并完的冲突标记（<<<<<<<），请先合并"),
    ],
)
def test_broken_json(text: str, reason: str) -> None:
    with pytest.raises(json.JSONDecodeError) as error:
        json.loads(text)
    assert json_reason(error.value) == reason


def test_a_failure_of_the_system() -> None:
    assert system_reason(FileNotFoundError(2, "No such file or directory")) == "没有这个文件或文件夹"
    assert system_reason(OSError(9999, "Strange")) == "系统错误 9999"
    assert system_reason(OSError("Strange")) == "系统没有说明原因"


def test_no_english_reaches_the_editor(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    newsroom.write("broken.toml", "select = [")
    newsroom.write("house/cards.toml", CARD.replace("搞好", "搞("))
    newsroom.write("house.toml", 'packs = ["./house"]')
    for words, message in (
        (("--config", "no.toml"), "no.toml: 无法读取（没有这个文件或文件夹）"),
        (("--config", "broken.toml"), "broken.toml:1: TOML 语法有误：值的写法不对"),
        (("--config", "house.toml"), "HSE001 的 find：正则表达式有误：缺右边的 )"),
        (("--format", "json=no/a.json"), "无法写入 no/a.json（没有这个文件或文件夹）"),
    ):
        ran = newsroom.zhlint("a.txt", *words)
        assert ran.code == 2
        assert message in ran.err


@pytest.mark.parametrize(
    ("size", "limit", "message"),
    [
        (300, "10", "文件有 300 字节，超过上限 10 字节"),
        (3000, "1KiB", "文件有 2.9 KiB，超过上限 1 KiB"),
        (1025, "1KiB", "文件有 1025 字节，超过上限 1024 字节"),
        (2**20 * 3 // 2, "1MiB", "文件有 1.5 MiB，超过上限 1 MiB"),
    ],
)
def test_sizes_are_told_in_a_unit_that_fits(newsroom: Newsroom, size: int, limit: str, message: str) -> None:
    newsroom.write("a.txt", b"a" * size)
    ran = newsroom.zhlint("a.txt", "--max-size", limit)
    assert (ran.code, message in ran.err) == (2, True)


def speaks_english(said: str) -> bool:
    """Whether a text has two English words in a row, commands left out."""
    return re.search("[A-Za-z]{2,} [a-z]{2,}", re.sub("(?:zhlint|--)[a-z -]+", "", said)) is not None


def valued_options() -> list[tuple[str, str]]:
    """Every option of every command that takes a value."""
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in COMMANDS}
    return [
        (name, option.opts[-1])
        for name, command in commands.items() if command
        for option in command.params if isinstance(option, click.Option) and not option.is_flag
    ]  # fmt: skip


@pytest.mark.parametrize(("command", "option"), valued_options())
@pytest.mark.parametrize("value", ["-1", "?", ""])
def test_a_wrong_value_of_any_option_is_answered_in_chinese(
    newsroom: Newsroom, command: str, option: str, value: str
) -> None:
    newsroom.write("a.txt")
    ran = newsroom.zhlint(command, *(["write"] if command == "baseline" else []), f"{option}={value}", "a.txt")
    assert not speaks_english(ran.err), ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_without_its_value_or_a_word_too_many_is_answered_in_chinese(
    newsroom: Newsroom, command: str
) -> None:
    for words in (["--config"], ["--nonsense"], ["--no-config=x"], ["a", "b", "c", "d"]):
        said = newsroom.zhlint(command, *words).err
        assert not speaks_english(said), said
