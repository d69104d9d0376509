"""Policies against all enterprises: one in SQL, one in columns, and all against all."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from random import Random
from statistics import median
from time import perf_counter, process_time
from uuid import UUID

import numpy as np
from figures import Figure, percentile
from grounds import Grounds, connected
from numpy.typing import NDArray
from policies_clock import Clock

from shared.database import Connection
from svc_policy_match.domain.conditions.trees import Condition
from svc_policy_match.domain.samples.attributes import sample_layout
from svc_policy_match.storage.columns.alone import Alone
from svc_policy_match.storage.columns.columns import Everything
from svc_policy_match.storage.columns.made_up import BLOCK, sample_block, sample_blocks
from svc_policy_match.storage.columns.tables import Paths
from svc_policy_match.storage.reverse.finding import reach_of
from svc_policy_match.storage.reverse.rows import indexes, tables

SEED = 7
ENTERPRISES, ASKED, READ = 1_000_000, 400, 100
MOST_SQL_MS, MOST_COLUMNS_MS, MOST_RECOMPUTE_S = 10, 20, 30
PROCESSES = 2

Counts = NDArray[np.int64]


async def reversed_(ground: Grounds, policies: Mapping[str, Condition]) -> list[Figure]:
    """The columns count all first; SQL must count the same."""
    counts, recomputed = _recomputed(policies)
    names = list(policies)
    asked = Random(SEED).sample(range(len(names)), ASKED)  # noqa: S311 - which policies are asked
    in_sql = await _in_sql(ground, policies, counts, asked)
    return [in_sql, _in_columns(policies, counts, asked[:READ]), recomputed]


def _recomputed(policies: Mapping[str, Condition]) -> tuple[Counts, Figure]:
    """Blocks are made up before their clock starts; only counts leave the processes."""
    numbers = list(range(-(-ENTERPRISES // BLOCK)))
    with ProcessPoolExecutor(PROCESSES, initializer=_ready, initargs=(policies,)) as pool:
        found = list(pool.map(_counted, numbers))
    busy, used = (sum(one[place] for one in found) for place in (1, 2))
    counts: Counts = sum((one[0] for one in found), np.zeros((len(policies), 2), dtype=np.int64))
    seconds = busy / PROCESSES
    possible = counts[:, 1]
    return counts, Figure(
        "policies_recompute", f"policies, {len(policies):,} x {ENTERPRISES:,} in columns", "s",
        [seconds], f"<= {MOST_RECOMPUTE_S} s", seconds <= MOST_RECOMPUTE_S,
        notes=f"{len(numbers)} blocks; half the {busy:.1f} s that {PROCESSES} processes read all "
        f"policies over all blocks, without making the enterprises up; {used:.1f} s of processor "
        f"time in all; possible for "
        f"{np.median(possible):,.0f} at the median, {possible.mean():,.0f} at the mean, matched "
        f"{counts[:, 0].mean():,.0f}",
    )  # fmt: skip


_EVERYTHING: list[Everything] = []


def _ready(policies: Mapping[str, Condition]) -> None:
    _EVERYTHING[:] = [Everything(policies)]


def _counted(number: int) -> tuple[Counts, float, float]:
    block = sample_block(SEED, number, min(BLOCK, ENTERPRISES - number * BLOCK))
    began, used = perf_counter(), process_time()
    counts = _EVERYTHING[0].counted(block)
    return counts, perf_counter() - began, process_time() - used


def _in_columns(policies: Mapping[str, Condition], counts: Counts, asked: Sequence[int]) -> Figure:
    """Each policy by itself in one thread; nothing but the trees of codes is kept between them."""
    blocks = list(sample_blocks(SEED, ENTERPRISES))
    names, paths = list(policies), dict[str, Paths]()
    clock, wrong = Clock(), 0
    for number in asked:
        with clock:
            each = [Alone(policies[names[number]], paths).counted(block) for block in blocks]
        wrong += tuple(map(sum, zip(*each, strict=True))) != tuple(counts[number])
    taken = clock.taken
    return Figure(
        "policies_columns", f"policies, one against {ENTERPRISES:,} enterprises in columns", "ms",
        taken, f"<= {MOST_COLUMNS_MS} ms at the median (ours)",
        median(taken) <= MOST_COLUMNS_MS and not wrong,
        notes=f"{len(asked)} policies at random, counted, each by itself in one thread; p90 "
        f"{percentile(taken, 90):.0f} ms, p99 {percentile(taken, 99):.0f} ms; processor time "
        f"{median(clock.used):.1f} ms at the median; {wrong} counts differ from those of all "
        "against all",
    )  # fmt: skip


async def _in_sql(
    ground: Grounds, policies: Mapping[str, Condition], counts: Counts, asked: Sequence[int]
) -> Figure:
    """Each policy once, over one connection; what is counted is what the columns counted."""
    layout = sample_layout()
    names = list(policies)
    taken, wrong = [], 0
    async with connected(ground.databases.superuser_dsn()) as pool, pool.acquire() as connection:
        await fill(connection)
        for number in asked:
            began = perf_counter()
            found = await reach_of(connection, policies[names[number]], layout)
            taken.append((perf_counter() - began) * 1000)
            wrong += (found.matched, found.possible) != tuple(counts[number])
        size = await connection.fetchval("SELECT pg_total_relation_size('profile_row')")
    return Figure(
        "policies_reverse", f"policies, one against {ENTERPRISES:,} enterprises in SQL", "ms",
        taken, f"<= {MOST_SQL_MS} ms at the median",
        median(taken) <= MOST_SQL_MS and not wrong,
        notes=f"{len(asked)} policies at random, counted and the first 100 by id, statements new "
        f"to the server; p90 {percentile(taken, 90):.0f} ms, p99 {percentile(taken, 99):.0f} ms; "
        f"{wrong} counts differ from the columns'; table and indexes {size / 2**20:,.0f} MiB",
    )  # fmt: skip


async def fill(connection: Connection) -> None:
    """The rows of all enterprises, with their indexes, as the night leaves them."""
    layout = sample_layout()
    for statement in tables(layout):
        await connection.execute(statement)
    for number, block in enumerate(sample_blocks(SEED, ENTERPRISES)):
        ids = _ids(number)
        rows = ((next(ids), *row) for row in block.records())
        columns = ["id", *layout.names()]
        await connection.copy_records_to_table("profile_row", records=rows, columns=columns)
    for statement in indexes(layout):
        await connection.execute(statement)
    await connection.execute("CLUSTER profile_row USING ix_profile_row_region_industry")
    await connection.execute("VACUUM ANALYZE profile_row")


def _ids(block: int) -> Iterator[UUID]:
    """In no order, as those of real accounts."""
    chance = Random(block)  # noqa: S311 - made up, not secret
    while True:
        yield UUID(int=chance.getrandbits(128))
