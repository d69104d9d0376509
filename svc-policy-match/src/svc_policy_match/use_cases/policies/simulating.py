"""Who would match a draft: counted before it is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.office_hours import china_time
from svc_policy_match.domain.attributes.attributes import Attribute
from svc_policy_match.domain.policies.reading import read_policy
from svc_policy_match.domain.rows.ages import as_of
from svc_policy_match.storage.policies import simulating
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.policies.drafting import draft_of

FEWEST = 10  # accounts; fewer could be recognised
ALL, BY_REGION, BY_INDUSTRY, BY_SIZE = 7, 3, 5, 6  # what grouping() says of each set
UNKNOWN = "未填写"


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts of one region, trade or size; None where fewer than ten are possible."""

    code: str
    name: str
    matched: int | None
    possible: int | None


@dataclass(frozen=True, slots=True)
class Simulation:
    """Who would match, in all and by what they are."""

    total: Group
    by_region: Sequence[Group]
    by_industry: Sequence[Group]
    by_size: Sequence[Group]


async def simulate(work: UnitOfWork, office: Office, caller: Caller, policy_id: UUID) -> Simulation:
    """Of accounts that agreed to be counted. Refused with PolicyNotFound, NoDraft."""
    policy, draft = await draft_of(work, caller, policy_id)
    read = read_policy(policy_id, policy.code, policy.version + 1, draft.said, office.registry)
    condition = as_of(read.condition, china_time(work.now).date())
    rows = await simulating.counted(work, condition, draft.said.audience.value)
    registry = office.registry
    by: dict[int, list[Row]] = {}
    for row in rows:
        by.setdefault(row["sets"], []).append(row)
    (total,) = by.get(ALL, [None])
    return Simulation(
        Group("", "全部", 0, 0) if total is None else _group(total, "", "全部"),
        [_named(row, row["region"], registry["region"]) for row in by.get(BY_REGION, [])],
        [_named(row, row["industry"], registry["industry"]) for row in by.get(BY_INDUSTRY, [])],
        [_sized(row, registry["size"]) for row in by.get(BY_SIZE, [])],
    )


def _named(row: Row, path: str | None, attribute: Attribute) -> Group:
    codes: Mapping[str, str] = {at: code for code, at in attribute.paths.items()}
    code = codes.get(path or "", path or "")
    return _group(row, code, attribute.codes.get(code, UNKNOWN))


def _sized(row: Row, attribute: Attribute) -> Group:
    """A size that is not known exactly is not known."""
    codes = list(attribute.codes)
    bits = row["size"]
    if bits is None or bits.bit_count() != 1:
        return _group(row, "", UNKNOWN)
    code = codes[bits.bit_length() - 1]
    return _group(row, code, attribute.codes[code])


def _group(row: Row, code: str, name: str) -> Group:
    if row["possible"] < FEWEST:
        return Group(code, name, None, None)
    return Group(code, name, row["matched"], row["possible"])
