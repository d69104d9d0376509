"""What lies outside the definition: the directory's organs, the documents' effect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svc_approvals.domain.catalogue.effects import EFFECTS
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem, Severity

USABLE = {"valid", "amended"}


@dataclass(frozen=True, slots=True)
class Contact:
    """An organ of the directory: its name, and where it answers the telephone."""

    name: str
    phone: str = ""


def check_organs(matter: Matter, organs: Mapping[str, Contact]) -> Iterator[Problem]:
    """Every organ is in the directory; whoever has a node can be called."""
    for where, code in matter.organs():
        if code not in organs:
            yield Problem(where, "unknown_organ", f"通讯录里没有代码为“{code}”的部门")
    for i, node in enumerate(matter.nodes):
        organ = organs.get(node.organ)
        if organ and not (node.phone or organ.phone):
            message = f"“{node.name}”没有联系电话，{organ.name}在通讯录里也没有"
            yield Problem(f"/nodes/{i}/phone", "phone_missing", message)
    for key, word in {"consult_phone": "咨询电话", "supervise_phone": "监督电话"}.items():
        if not getattr(matter, key).strip():
            yield Problem(f"/{key}", "phone_missing", f"请填写{word}")


def cited(matter: Matter) -> Iterator[tuple[str, str]]:
    """Every document the matter and its fees rest on, with its pointer."""
    for i, one in enumerate(matter.basis):
        yield f"/basis/{i}/reference", one.reference
    for i, fee in enumerate(matter.fees):
        yield f"/fees/{i}/basis", fee.basis


def check_basis(matter: Matter, effects: Mapping[str, str]) -> Iterator[Problem]:
    """What the matter and its fees rest on is in force; not knowing is a warning."""
    for where, reference in cited(matter):
        effect = effects.get(reference, "unknown")
        if effect == "unknown":
            message = f"依据“{reference}”在文件库中没有找到，请核对"
            yield Problem(where, "basis_unknown", message, "warning")
        elif effect not in USABLE:
            severity: Severity = "warning" if effect == "suspended" else "error"
            message = f"依据“{reference}”{EFFECTS.get(effect, effect)}，不能作为依据"
            yield Problem(where, "basis_not_valid", message, severity)
