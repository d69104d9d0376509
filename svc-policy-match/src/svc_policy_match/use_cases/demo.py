"""The demo's policies: drafted, checked and published as editors do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_policy_match.adapters.catalogue import kept_in
from svc_policy_match.domain.benefits.reading import IN_FEN
from svc_policy_match.domain.policies.policies import NATION, Audience, Level, Policy, Said, State
from svc_policy_match.storage.policies import policies, stacking
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.policies.drafting import draft_policy
from svc_policy_match.use_cases.policies.publishing import publish_policy

Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
LEVELS = {
    "国": Level.NATIONAL, "省": Level.PROVINCIAL, "市": Level.CITY, "区": Level.DISTRICT,
}  # fmt: skip
FOLDERS = ("policies", "real", "hecheng")
JUDGED_ON = "2026-11-01"
VERDICTS = ("matched", "undecided", "not_matched")


def demo_id(code: str) -> UUID:
    """The id of a policy of the demo, the same at every place."""
    return uuid5(NAMESPACE_URL, f"yangguang:policy:{code}")


async def load_policies(begin: Begin, office: Office, folder: Path) -> int:
    """Publish the policies that are not there yet, each as a whole; answers how many."""
    loaded = 0
    for kept in _kept(folder):
        async with begin() as work:
            if await policies.with_id(work, demo_id(kept["code"])) is None:
                await _enter(work, office, kept)
                loaded += 1
    async with begin() as work:
        await _keep_rules(work, kept_in(folder / "stacking.yaml"))
    return loaded


def _kept(folder: Path) -> Iterator[Mapping[str, Any]]:
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*.yaml")):
            yield from kept_in(path)


async def _enter(work: UnitOfWork, office: Office, kept: Mapping[str, Any]) -> None:
    said = _said(kept)
    caller = Caller(
        "system:demo", "staff", roles=frozenset({"editor"}), region_code=said.region_code,
        staff_no="demo",
    )  # fmt: skip
    policy_id = demo_id(kept["code"])
    policy = Policy(policy_id, kept["code"], None, said.region_code, State.DRAFT, 0)
    await draft_policy(work, office, caller, policy, said)
    await publish_policy(work, office, caller, policy_id, "", _any_version)


def _any_version(_: int) -> None:
    """Nobody else writes the demo."""


def _said(kept: Mapping[str, Any]) -> Said:
    window, contact = kept.get("window", {}), kept.get("contact", {})
    return Said(
        title=kept["title"], level=LEVELS[kept["level"]],
        region_code=kept.get("region", NATION), organ_name=kept.get("organ", ""),
        kind=kept["kind"], audience=Audience(kept.get("for", "enterprise")),
        condition=kept["condition"], benefit=kept["benefit"], theme=kept.get("theme", ""),
        text=kept.get("text", ""), opens_on=_day(window.get("from")),
        closes_on=_day(window.get("until")), materials=tuple(kept.get("materials", ())),
        matter_code=kept.get("matter", ""), contact_office=contact.get("office", ""),
        contact_phone=contact.get("phone", ""), fund_name=kept.get("fund", ""),
        fund_id=UUID(kept["fund_id"]) if "fund_id" in kept else None,
        basis_reference=kept.get("basis", {}).get("title", ""),
        profiles=[_profile(kept, one) for one in kept["profiles"]],
    )  # fmt: skip


def _profile(kept: Mapping[str, Any], one: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "title": one["title"],
        "verdict": one["verdict"],
        "answers": {**kept["base"], **one.get("change", {})},
        "declared": bool(one.get("declared")),
        "day": str(kept.get("day", JUDGED_ON)),
    }


def _day(written: Any) -> date | None:
    return None if written is None else date.fromisoformat(str(written))


async def _keep_rules(work: UnitOfWork, kept: Mapping[str, Any]) -> None:
    await work.lock()
    exclusive = [(one, None) for one in kept["exclusive"]]
    caps = [(one, _fen(one["most"])) for one in kept["caps"]]
    await stacking.replace(
        work,
        [
            ([demo_id(code) for code in one["policies"]], most, one["sentence"])
            for one, most in (*exclusive, *caps)
        ],
    )
    await policies.next_edition(work)


def _fen(most: Mapping[str, Any]) -> int:
    return int(most["amount"]) * IN_FEN[most["unit"]]
