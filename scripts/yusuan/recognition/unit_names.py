"""Names of units: what is one, and whether two are the names of one unit."""

from __future__ import annotations

import re
from itertools import product

from yusuan.concepts import Codelist
from yusuan.recognition.identity import split_place
from yusuan.recognition.labels import flatten, normalise

_ENDING = re.compile(
    "(?:[局院厅委办处部会站所校队团馆场台社园室库镇乡]|中心|中学|小学|大学|机构|政府|街道|基地|人大|政协|[妇商文侨残社科]联"
    r"|科协|公司|开发区|高新区|园区)\Z"
)
"""How the names of units end."""
_OWN = re.compile(r"[(\[]?(?:本级|本部|机关)[)\]]?\Z")
_WHOLE = re.compile(r"[(\[](?:部门|汇总|合并|全部门|部门汇总)[)\]]\Z")
_AS_A_WHOLE = re.compile(r"[(\[](?:部门|单位|汇总|合并|全部门|部门汇总|公章|盖章|印章)[)\]]\Z")
_CODE = re.compile(r"^[(\[]?(\d{3,12})[)\]]?[-_.、:]*(?=[^\d\W])")
_NOT_IN_NAMES = re.compile(r"[^\u4e00-\u9fff()·\u3007\w]|_")
_SHORTEST, _LONGEST = 3, 40
_ENDINGS_IN_SHORT = (("办公室", "办"), ("委员会", "委"))
_RANK = re.compile("^[省市县区旗](?=..)")
_MOST_CUT = 2
_SHORTEST_ADDITION = 3
_LONGEST_SHORT_NAME = 3


def split_code(text: str) -> tuple[str, str]:
    """The code that stands before a unit's name in one text (``328001 泗县水利局``) and the name; ``""`` for none."""
    flat = flatten(text)
    found = _CODE.match(flat)
    return (found.group(1), flat[found.end() :]) if found else ("", flat)


def bare(name: str) -> str:
    """A name without what says how much of the unit is meant: （本级）, 机关, （部门）."""
    text = flatten(name)
    for pattern in (_AS_A_WHOLE, _OWN, _OWN):  # 机关本级
        text = pattern.sub("", text) or text
    return text


def is_own(name: str) -> bool:
    """Whether a name says that a department's own unit alone is meant (本级, 机关)."""
    return bool(_OWN.search(_AS_A_WHOLE.sub("", flatten(name))))


def is_whole(name: str) -> bool:
    """Whether a name says that a department with the units below it is meant (部门, 汇总)."""
    return bool(_WHOLE.search(flatten(name)))


def names_unit(text: str) -> bool:
    """Whether a text is nothing but the name of a unit, by how it ends."""
    name = bare(normalise(split_code(text)[1]))
    is_name = _SHORTEST <= len(name) <= _LONGEST and not _NOT_IN_NAMES.search(name) and not re.search(r"\d{2}", name)
    return is_name and bool(_ENDING.search(name))


def _short(name: str) -> str:
    name = name.replace("人民政府", "政府")
    for long, short in _ENDINGS_IN_SHORT:
        if name.endswith(long) and len(name) > len(long):
            return name[: -len(long)] + short
    return name


def _is_abbreviation(short: str, long: str) -> bool:
    """Whether one is a short form of the other: 医保局 for 医疗保障局."""
    rest = iter(long)
    is_within = short[0] == long[0] and short[-1] == long[-1] and all(character in rest for character in short)
    return is_within and 1 < len(short) <= _LONGEST_SHORT_NAME


def is_short_for(short: str, name: str) -> bool:
    """Whether a name that begins with the rank of a place is the short form of one that bears the place's name:
    省检察院 for 江苏省人民检察院."""
    if not _RANK.match(short) or short[-1] != name[-1]:
        return False
    rest = iter(name[max(0, name.find(short[0])) :])
    return all(character in rest for character in short)


def _is_part(short: str, long: str) -> bool:
    """Whether one is the other cut off, or without the body above it before the name; 水利局 and 水利局河道管理所 are
    two units."""
    if long.startswith(short):
        added = long[len(short) :]
        return len(added) <= _MOST_CUT or not (len(added) >= _SHORTEST_ADDITION and _ENDING.search(added))
    return long.endswith(short) and bool(_ENDING.search(long[: -len(short)])) and len(short) > _SHORTEST


def _forms(rest: str) -> set[str]:
    """What is left of a name without its place, with and without the rank that stands for the place (县水利局)."""
    return {_short(rest), _short(_RANK.sub("", rest))} - {""}


def same_unit(name: str, other: str, divisions: Codelist) -> bool:
    """Whether two names are those of one unit: with and without its place, in full and in short, cut off, with what
    says how much of it is meant. Units of two places are two."""
    if is_short_for(bare(name), bare(other)) or is_short_for(bare(other), bare(name)):
        return True
    (place, rest), (other_place, other_rest) = (split_place(bare(each), divisions) for each in (name, other))
    if place and other_place and place != other_place:
        return False
    pairs = (sorted(pair, key=len) for pair in product(_forms(rest), _forms(other_rest)))
    return any(short == long or _is_part(short, long) or _is_abbreviation(short, long) for short, long in pairs)


def differs_little(name: str, other: str) -> bool:
    """Whether a misprint may be all that tells two names apart: one character is another, or up to two are left out."""
    short, long = sorted((bare(name), bare(other)), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) <= 1
    rest = iter(long)
    return len(long) - len(short) <= _MOST_CUT and all(character in rest for character in short)
