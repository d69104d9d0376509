"""Many cases of a matter with eight departments in parallel, made by the storage in bulk."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from approvals_building import ORGANS, REGION, Approvals
from case_building import a_draft, the_clock
from catalogue_building import a_matter, a_node, an_issue

from shared.database import UnitOfWork
from svc_approvals.domain.cases.running import running_nodes
from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.storage.cases import cases
from svc_approvals.storage.catalogue import matters

BRANCHES = tuple(organ.code for organ in ORGANS)
BATCH = 200


def eight_departments() -> Matter:
    """Every organ of the directory has a node, all at once; the service hall hands out."""
    nodes = [a_node(code, organ=code) for code in BRANCHES]
    return a_matter(*nodes, an_issue(*BRANCHES, organ="xzsp"))


async def accepted_cases(approvals: Approvals, count: int) -> list[dict[str, UUID]]:
    """So many cases of that matter, just accepted: for each, its nodes' ids by key."""
    matter = eight_departments()
    async with approvals.work() as work:
        published = await matters.publish(work, matter)
        await work.commit()
    assert published is not None
    made: list[dict[str, UUID]] = []
    for start in range(0, count, BATCH):
        async with approvals.work() as work:
            for _ in range(start, min(start + BATCH, count)):
                made.append(await _accepted(work, matter, published.version_id))  # noqa: PERF401
            await work.commit()
    return made


async def _accepted(work: UnitOfWork, matter: Matter, version_id: UUID) -> dict[str, UUID]:
    case = a_draft(version_id=version_id)
    organs = {organ.code: organ.organ_id for organ in ORGANS}
    case.submit([], work.now, the_clock())
    steps = running_nodes(resolve(matter, {}), organs, uuid4)
    case.accept(steps, [], {}, work.now, the_clock())
    await cases.add(work, case, "张*", REGION)
    return {key: node.node_id for key, node in case.nodes.items()}


def in_waves(nodes: Iterable[dict[str, UUID]]) -> list[list[tuple[str, UUID]]]:
    """The eight decisions of one case belong to one wave."""
    return [[(code, one[code]) for code in BRANCHES] for one in nodes]
