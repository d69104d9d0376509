"""A matter as one package: YAML out, YAML or JSON in.

A package is the definition and nothing else, so whatever is exported and imported again has
the same checksum; number and checksum stand in its comments. What comes in is refused before it
is built when it is too large, nests too deep, or names a part twice (an alias, of which a few
lines can stand for gigabytes).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson
import yaml

from shared.office_hours import china_time
from shared.refusals import FieldError
from shared.yaml_files import LOADER
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.reasons import (
    PackageTooLarge,
    PackageTypeRefused,
    PackageUnreadable,
)
from svc_approvals.domain.catalogue.shapes import CODE
from svc_approvals.domain.catalogue.titles import title_of
from svc_approvals.domain.catalogue.writing import to_dict

LIMIT_KIB = 512
DEEPEST = 40
YAML_TYPES = frozenset({"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"})
JSON_TYPES = frozenset({"application/json"})
STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
EXPLAINED = {
    "questions": "情形问题：回答决定要哪些材料、填哪些项、走哪些环节",
    "sub_matters": "联办事项：每个部门的一部分，before 是改革前单独办理时的要求",
    "materials": "申请材料：每份只要一次；used_by 是用到它的联办事项",
    "notice_rows": "一次性告知单的行：几份材料可以印在同一行",
    "form": "申请表：每个数据项只填一次；rules 是跨数据项的要求",
    "nodes": "审批环节：after 为空的，受理后同时开始",
}


class _Loader(LOADER):  # type: ignore[misc] # chosen at run time
    """Refuses a key that is given twice, of which one would be lost unseen."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key.value}”写了两次", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def package_of(matter: Matter, number: int, digest: bytes, effective_at: datetime) -> str:
    """The package of a version, with what it is in its comments."""
    return "".join(_written(matter, number, digest, effective_at))


def _written(matter: Matter, number: int, digest: bytes, effective_at: datetime) -> Iterator[str]:
    yield f"# 事项包：{matter.name}\n"
    yield f"# 版本：{number}，{china_time(effective_at):%Y-%m-%d %H:%M} 起生效\n"
    yield f"# sha256：{digest.hex()}\n"
    for member, value in to_dict(matter).items():
        if isinstance(value, list | dict) and value:
            yield f"\n# {EXPLAINED.get(member, title_of(member))}\n"
        yield yaml.safe_dump({member: value}, allow_unicode=True, sort_keys=False, width=100)


def read_package(body: bytes, media_type: str) -> dict[str, Any]:
    """The definition in a package.

    Refused with PackageTypeRefused, PackageTooLarge or PackageUnreadable.
    """
    if media_type not in YAML_TYPES | JSON_TYPES:
        raise PackageTypeRefused
    if len(body) > LIMIT_KIB * 1024:
        raise PackageTooLarge(LIMIT_KIB)
    loaded = _from_json(body) if media_type in JSON_TYPES else _from_yaml(body)
    if not isinstance(loaded, Mapping):
        raise _unreadable("wrong_type", "事项包应当是一个对象（键: 值）")
    code = loaded.get("code")
    if not isinstance(code, str) or not re.fullmatch(CODE, code):
        raise _unreadable(
            "missing", "请写明事项编码 code，只含字母、数字、点、横线和下划线", "#/code"
        )
    return {str(key): value for key, value in loaded.items()}


def _from_json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        message = f"第 {fault.lineno} 行第 {fault.colno} 列不是正确的 JSON"
        raise _unreadable("not_json", message) from fault


def _from_yaml(body: bytes) -> Any:
    try:
        text = body.decode("utf-8-sig")
        _refuse_bombs(text)
        loaded = yaml.load(text, Loader=_Loader)  # noqa: S506 - the safe one, chosen above
        return orjson.loads(orjson.dumps(loaded))
    except UnicodeDecodeError as fault:
        raise _unreadable("not_utf8", "请用 UTF-8 编码保存事项包") from fault
    except yaml.YAMLError as fault:
        raise _unreadable("not_yaml", _in_words(fault)) from fault
    except (TypeError, ValueError, OverflowError) as fault:
        raise _unreadable("not_plain", "事项包里只能有文字、整数、是否、列表和对象") from fault


def _refuse_bombs(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, STARTS) - isinstance(event, ENDS)
        if depth > DEEPEST:
            raise _unreadable("too_deep", f"嵌套超过 {DEEPEST} 层")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mark = event.start_mark
            where = f"第 {mark.line + 1} 行" if mark else ""
            raise _unreadable("alias", f"{where}用了锚点或别名（& 或 *），请直接写出内容")


def _in_words(fault: yaml.YAMLError) -> str:
    mark = getattr(fault, "problem_mark", None)
    where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列：" if mark else ""
    said = getattr(fault, "problem", "") or ""
    return f"{where}{said if said.startswith('“') else '不是正确的 YAML'}"


def _unreadable(code: str, message: str, where: str = "#") -> PackageUnreadable:
    return PackageUnreadable(errors=[FieldError(where, code, message)])
