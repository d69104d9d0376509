"""Where materials come from, and who makes what is handed out."""

from collections.abc import Iterator

from svc_approvals.domain.catalogue.materials import Material
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem, Severity
from svc_approvals.domain.catalogue.process import ProcessNode


def check_sources(matter: Matter) -> Iterator[Problem]:
    """Nothing is required that nobody gives or produces in time."""
    produced = {code for node in matter.nodes for code in node.produces}
    needed = {code for node in matter.nodes for code in node.requires}
    for i, material in enumerate(matter.materials):
        if complaint := _nobody_gives(material, produced):
            severity: Severity = "error" if material.required else "warning"
            yield Problem(f"/materials/{i}/source", "nobody_gives", complaint, severity)
        if material.code not in needed:
            message = f"没有任何环节需要“{material.name}”，请确认是否还要提交"
            yield Problem(f"/materials/{i}", "nobody_needs", message, "warning")
    for i, product in enumerate(matter.products):
        if product.code not in produced:
            message = f"没有环节产生“{product.name}”"
            yield Problem(f"/products/{i}", "nobody_produces", message, "warning")
    yield from _nodes(matter)


def _nobody_gives(material: Material, produced: set[str]) -> str | None:
    match material.source:
        case "node" if material.code not in produced:
            return f"“{material.name}”由本办件的环节产生，但没有环节产生它"
        case "organ" if not material.from_organ:
            return f"“{material.name}”由其他部门提供，请写明 from_organ"
        case "certificate" if not material.certificate_type:
            return f"“{material.name}”取自电子证照，请写明 certificate_type"
        case _:
            return None


def _nodes(matter: Matter) -> Iterator[Problem]:
    given = {one.code for one in matter.materials if one.source != "node"}
    made = {one.code for one in matter.materials if one.source == "node"}
    made |= {one.code for one in matter.products}
    by_key = {node.key: node for node in matter.nodes}
    for i, node in enumerate(matter.nodes):
        ready = {code for one in _before(node, by_key) for code in one.produces}
        for j, code in enumerate(node.requires):
            where = f"/nodes/{i}/requires/{j}"
            if code not in given | made:
                yield Problem(where, "unknown_material", f"没有“{code}”这份材料")
            elif code in made and code not in ready:
                message = f"“{code}”在这个环节之前没有任何环节产生"
                yield Problem(where, "produced_too_late", message)
        for j, code in enumerate(node.produces):
            if code not in made:
                message = f"“{code}”不是办理结果，也不是由环节产生的材料"
                yield Problem(f"/nodes/{i}/produces/{j}", "unknown_product", message)


def _before(node: ProcessNode, by_key: dict[str, ProcessNode]) -> list[ProcessNode]:
    """Every node that comes before this one, however far; a cycle is walked once."""
    found: dict[str, ProcessNode] = {}
    waiting = list(node.after)
    while waiting:
        key = waiting.pop()
        if key in by_key and key not in found:
            found[key] = by_key[key]
            waiting += by_key[key].after
    return list(found.values())
