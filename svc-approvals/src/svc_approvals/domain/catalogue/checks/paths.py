"""The graph of nodes: no cycle, no dead end, and every join can open in every scenario."""

from collections.abc import Iterator, Mapping

from svc_approvals.domain.catalogue.guides import applicable_keys
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.process import ProcessNode, cycle
from svc_approvals.domain.catalogue.scenarios import MOST, scenarios


def check_paths(matter: Matter) -> Iterator[Problem]:
    """Every case finds its way from acceptance to the hand-out."""
    if round_trip := cycle(matter.nodes):
        way = " → ".join(round_trip)
        yield Problem("/nodes", "cycle", f"环节互相等待，永远不会开始：{way}")
    yield from _shapes(matter)
    yield from _ends(matter)
    yield from _openings(matter)


def _shapes(matter: Matter) -> Iterator[Problem]:
    known = {node.key for node in matter.nodes}
    for i, node in enumerate(matter.nodes):
        for j, key in enumerate(node.after):
            if key not in known:
                message = f"“{node.name}”等待的环节“{key}”不存在，永远到不了"
                yield Problem(f"/nodes/{i}/after/{j}", "unreachable", message)
        yield from _join_shape(f"/nodes/{i}", node)
        if node.kind == "rule" and node.decides is None:
            yield Problem(f"/nodes/{i}/decides", "no_rule", "自动审批环节没有写判定条件")
        if node.kind == "push" and not node.pushes_to:
            yield Problem(f"/nodes/{i}/pushes_to", "no_target", "推送环节没有写推送到哪个系统")


def _join_shape(where: str, node: ProcessNode) -> Iterator[Problem]:
    if node.join.mode == "k" and node.join.k is None:
        yield Problem(f"{where}/join/k", "join_without_k", "请写明需要几个前置环节")
    elif node.join.needed(len(node.after)) > len(node.after):
        message = f"要等 {node.join.k} 个前置环节，却只有 {len(node.after)} 个，永远不会打开"
        yield Problem(f"{where}/join/k", "join_never_opens", message)


def _ends(matter: Matter) -> Iterator[Problem]:
    awaited = {key for node in matter.nodes for key in node.after}
    issues = {node.key for node in matter.nodes if node.kind == "issue"}
    if len(issues) != 1:
        yield Problem("/nodes", "one_issue", "需要恰好一个出件（issue）环节")
    for i, node in enumerate(matter.nodes):
        if node.kind != "issue" and node.key not in awaited:
            message = f"“{node.name}”之后没有环节等待它的结果"
            yield Problem(f"/nodes/{i}", "dead_end", message)
        if issues & set(node.after):
            yield Problem(f"/nodes/{i}/after", "after_issue", "出件之后不能再有环节")


def _openings(matter: Matter) -> Iterator[Problem]:
    """Try every scenario; a node that applies nowhere can never be reached."""
    conditions = [*(node.when for node in matter.nodes), *(sub.when for sub in matter.sub_matters)]
    cases = scenarios(matter, conditions)
    if len(cases) >= MOST:
        message = f"情形超过 {MOST} 种，只检查了其中一部分"
        yield Problem("/nodes", "too_many_scenarios", message, "warning")
    working = [(case, applicable_keys(matter, case)) for case in cases]
    for i, node in enumerate(matter.nodes):
        if not any(node.key in keys for _, keys in working):
            message = f"没有任何情形会用到“{node.name}”"
            yield Problem(f"/nodes/{i}/when", "unreachable", message)
        for case, keys in working:
            if complaint := _stuck(node, keys):
                where = f"/nodes/{i}/join"
                yield Problem(where, complaint[0], f"{_words(case)}{complaint[1]}")
                break


def _stuck(node: ProcessNode, keys: frozenset[str]) -> tuple[str, str] | None:
    arriving = sum(key in keys for key in node.after)
    if node.key not in keys or not node.after:
        return None
    if node.join.mode != "all" and arriving < node.join.needed(len(node.after)) <= len(node.after):
        return "join_never_opens", f"“{node.name}”的前置环节被跳过，它永远不会打开"
    if len(node.after) > 1 and not arriving:
        return "join_all_skipped", f"“{node.name}”的前置环节全部被跳过，没有任何审批结果"
    return None


def _words(case: Mapping[str, object]) -> str:
    if not case:
        return ""
    return f"当 {'、'.join(f'{key}={value}' for key, value in case.items())} 时，"
