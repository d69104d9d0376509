"""What the repository says, and to whom: Chinese to people, nothing about where it was made."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from string import Formatter

from architecture_reading import ROOT, files

import gateway
import shared
import svc_approvals
import svc_budget
import svc_documents
import svc_feedback
import svc_policy_match
from shared.refusals import Refusal

MEMBERS = (
    shared,
    gateway,
    svc_approvals,
    svc_budget,
    svc_documents,
    svc_feedback,
    svc_policy_match,
)
PROCESSES = {"__main__", "main", "worker"}

# Hosts of package registries and paths of one machine; brackets keep this file from naming them.
FOREIGN = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|npmmirror[.]|deb[.]debian|tuna[.]tsinghua"
    r"|mirrors?[.](aliyun|ustc|cloud|tencent)"
    r"|(?<![.\w])/(wor[k]|far[m]|roo[t])/|/hom[e]/[a-z]|/User[s]/[A-Za-z]|/tm[p]/design"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def refusals() -> Iterator[type[Refusal]]:
    """Every reason the house can give."""
    for member in MEMBERS:
        for module in pkgutil.walk_packages(member.__path__, f"{member.__name__}."):
            if module.name.rpartition(".")[2] not in PROCESSES:
                importlib.import_module(module.name)
    waiting = [Refusal]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not Refusal:
            yield kind


def test_every_advice_can_be_given() -> None:
    """It is a template over the refusal's own fields; another name in braces would be a fault."""
    unknown = {
        kind.__name__: sorted(asked)
        for kind in refusals()
        if (asked := _asked_by(kind.advice) - {one.name for one in fields(kind)})
    }
    assert unknown == {}


def _asked_by(advice: str) -> set[str]:
    names = (name for _, name, _, _ in Formatter().parse(advice) if name is not None)
    return {re.split(r"[.[]", name)[0] for name in names}


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(_text(path).splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert found == []


def test_every_refusal_has_a_chinese_title_that_is_a_sentence() -> None:
    titles = {kind.__qualname__: kind.title() for kind in refusals()}
    assert {
        name: title
        for name, title in titles.items()
        if not CHINESE.search(title) or not title.endswith(("。", "！", "？"))
    } == {}


def test_every_advice_is_chinese() -> None:
    advices = {kind.__qualname__: kind.advice for kind in refusals() if kind.advice}
    assert {name: text for name, text in advices.items() if not CHINESE.search(text)} == {}


def test_no_two_refusals_share_the_type_of_their_problem() -> None:
    slugs = Counter(kind.slug() for kind in set(refusals()))
    assert [slug for slug, times in slugs.items() if times > 1] == []


def _text(path: str) -> str:
    content = (ROOT / path).read_bytes()
    return "" if b"\0" in content[:8000] else content.decode("utf-8")
