"""Names that are given twice, and names that mean nothing."""

from collections.abc import Iterable, Iterator

from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem

RESERVED = {"directory", "import", "drafts"}


def check_names(matter: Matter) -> Iterator[Problem]:
    """Every name stands once, and what is referred to exists."""
    if matter.code in RESERVED:
        yield Problem("/code", "reserved", f"“{matter.code}”是系统用词，不能作事项编码")
    yield from _twice(matter)
    yield from _unknown(matter)
    yield from _unsaid(matter)


def _twice(matter: Matter) -> Iterator[Problem]:
    asked = [(f"/questions/{i}/key", one.key) for i, one in enumerate(matter.questions)]
    asked += [
        (f"/form/sections/{i}/fields/{j}/key", field.key)
        for i, section in enumerate(matter.form.sections)
        for j, field in enumerate(section.fields)
    ]
    coded = [(f"/materials/{i}/code", one.code) for i, one in enumerate(matter.materials)]
    coded += [(f"/products/{i}/code", one.code) for i, one in enumerate(matter.products)]
    yield from _repeats(asked)
    yield from _repeats(coded)
    for group in ("sub_matters", "notice_rows", "nodes"):
        members = getattr(matter, group)
        yield from _repeats((f"/{group}/{i}/key", one.key) for i, one in enumerate(members))


def _repeats(names: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for where, name in names:
        if name in seen:
            yield Problem(where, "duplicate", f"“{name}”出现了两次，名称不能重复")
        seen.add(name)


def _unknown(matter: Matter) -> Iterator[Problem]:
    fields = {field.key for field in matter.form.fields()}
    subs = {sub.key for sub in matter.sub_matters}
    rows = {row.key for row in matter.notice_rows}
    for i, sub in enumerate(matter.sub_matters):
        yield from _absent(f"/sub_matters/{i}/fields", sub.fields, fields, "field_not_in_form")
    for i, material in enumerate(matter.materials):
        where = f"/materials/{i}"
        yield from _absent(f"{where}/proves", material.proves, fields, "field_not_in_form")
        yield from _absent(f"{where}/used_by", material.used_by, subs, "unknown_sub_matter")
        if material.notice_row and material.notice_row not in rows:
            yield Problem(f"{where}/notice_row", "unknown_row", "告知单里没有这一行")
    for i, node in enumerate(matter.nodes):
        if node.sub_matter and node.sub_matter not in subs:
            message = f"没有“{node.sub_matter}”这个联办事项"
            yield Problem(f"/nodes/{i}/sub_matter", "unknown_sub_matter", message)
    for i, rule in enumerate(matter.form.rules):
        if rule.field not in fields:
            message = f"表单里没有“{rule.field}”"
            yield Problem(f"/form/rules/{i}/field", "field_not_in_form", message)


def _absent(where: str, names: Iterable[str], known: set[str], code: str) -> Iterator[Problem]:
    thing = "表单里没有" if code == "field_not_in_form" else "没有这个联办事项："
    for i, name in enumerate(names):
        if name not in known:
            yield Problem(f"{where}/{i}", code, f"{thing}“{name}”")


def _unsaid(matter: Matter) -> Iterator[Problem]:
    for i, question in enumerate(matter.questions):
        if question.kind in {"single", "multiple"} and not question.choices:
            yield Problem(f"/questions/{i}/choices", "no_choices", "选择题没有选项")
    for i, section in enumerate(matter.form.sections):
        for j, field in enumerate(section.fields):
            if field.kind in {"choice", "choices"} and not field.choices:
                where = f"/form/sections/{i}/fields/{j}/choices"
                yield Problem(where, "no_choices", "选择项没有选项")
