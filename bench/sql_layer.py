"""Complete a node, SQL layer: our two statements under pgbench, beside the least that could do it.

Ours are the texts of ``svc_approvals.storage.cases.cases``, imported, so they cannot
differ from what the service runs: the read of the case with its nodes, then
the one statement that compares the version, writes case, node, timer, journal
(hash-chained) and outbox. Only these places of the text change: ``$n`` becomes
a variable of pgbench; the node's id is made from a random number; columns that
are null in a case under way stand as NULL, which pgbench's variables cannot be;
the rows of the read are sorted so that the one pgbench keeps has the case.

The other side has the same effect on rows by hand in one statement: case with
version, node, event, outbox; no function, no hash chain, no timer. Twice: with
the same read before it (the same trips), and without any read (half the trips).

Four of five decisions record one fact; the fifth of a case records three,
opens the issue node and sets its timer. So do both sides.
"""

import asyncio
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import orjson
from figures import Figure, paired, ratio
from filled_cases import BRANCHES, ISSUE, ORGAN, STAFF_NO, case_under_way, fill
from grounds import Grounds, connected

from svc_approvals.storage.cases.cases import LOAD_BY_NODE
from svc_approvals.storage.cases.statements import HEAD, NODE_USUAL, TIMER, saving

CASES = 20_000
CLIENTS = 12
LEAST_PER_SECOND = 5_000
LEAST_RATIO = 0.6
AT = "2026-03-02 01:00:00+00"
ID_OF_NUMBER = "('00000000-0000-7000-8000-' || lpad((:n)::text, 12, '0'))::uuid"
EVENT_ID = "01930000-0000-7000-8000-000000000000"

DECIDED = {
    "handler_no": STAFF_NO, "epoch": "1", "opinion": "同意", "feedback": "同意",
    **dict.fromkeys(
        (
            "arrived_at", "claimed_at", "finished_at", "promised_due", "statutory_due",
            "clock_from",
        ),
        AT,
    ),
}  # fmt: skip

LOOSE = """
CREATE TABLE event_by_hand (case_id uuid, sequence bigint, subject text, at timestamptz,
    actor text, data jsonb, PRIMARY KEY (case_id, sequence));
CREATE TABLE outbox_by_hand (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id uuid, sequence bigint);
"""
BY_HAND_ONE = """
WITH head AS (
    UPDATE kase SET version = version + 1, updated_at = :at
    WHERE case_id = {case} RETURNING case_id, version
), done AS (
    UPDATE node n SET state = 'approved', handler_no = :staff, finished_at = :at
    FROM head WHERE n.case_id = head.case_id AND n.key = :key RETURNING n.key
), told AS (
    INSERT INTO event_by_hand SELECT case_id, version, 'node.decided', :at, :staff, :data FROM head
)
INSERT INTO outbox_by_hand (case_id, sequence) SELECT case_id, version FROM head RETURNING sequence;
"""
BY_HAND_LAST = """
WITH head AS (
    UPDATE kase SET version = version + 3, updated_at = :at
    WHERE case_id = {case} RETURNING case_id, version
), done AS (
    UPDATE node n SET state = 'approved', handler_no = :staff, finished_at = :at
    FROM head WHERE n.case_id = head.case_id AND n.key IN (:key, 'issue') RETURNING n.key
), told AS (
    INSERT INTO event_by_hand SELECT case_id, version - f, 'node.decided', :at, :staff, :data
    FROM head, generate_series(0, 2) f
)
INSERT INTO outbox_by_hand (case_id, sequence)
SELECT case_id, version - f FROM head, generate_series(0, 2) f RETURNING sequence;
"""
CASE_BY_NUMBER = "('00000000-0000-7000-8000-' || lpad((1000000000 + :c)::text, 12, '0'))::uuid"


@dataclass(frozen=True)
class Script:
    """One file of pgbench and how often it is chosen."""

    path: Path
    weight: int


async def measure(grounds: Grounds, pairs: int, seconds: int) -> list[Figure]:
    """Both comparisons."""
    await grounds.make_databases("approvals")
    async with connected(grounds.databases.superuser_dsn("approvals")) as pool:
        await pool.execute(LOOSE)
        await pool.execute("GRANT ALL ON event_by_hand, outbox_by_hand TO approvals")
        await fill(pool, CASES)
        await pool.execute("VACUUM ANALYZE")
    bench = Pgbench(grounds, seconds)
    ours = bench.scripts("ours", _load() + _save(last=False), _load() + _save(last=True))
    read = bench.scripts(
        "read",
        _load() + BY_HAND_ONE.format(case=":case_id"),
        _load() + BY_HAND_LAST.format(case=":case_id"),
    )
    bare = bench.scripts(
        "bare",
        BY_HAND_ONE.format(case=CASE_BY_NUMBER),
        BY_HAND_LAST.format(case=CASE_BY_NUMBER),
    )
    mine, same_trips = await paired(pairs, lambda: bench.run(ours), lambda: bench.run(read))
    again, one_trip = await paired(pairs, lambda: bench.run(ours), lambda: bench.run(bare))
    await _all_were_saved(grounds, bench.saved)
    passed = _median_passes(mine, same_trips)
    return [
        Figure(
            "sql_complete_node", "approvals, complete a node, SQL layer", "nodes/s",
            mine, f">= {LEAST_PER_SECOND}/s and >= {LEAST_RATIO:.0%}", passed,
            "read + one statement by hand, under pgbench", same_trips,
            f"pgbench -M prepared, {CLIENTS} clients, all cores, read + save = 2 round trips",
        ),
        Figure(
            "sql_complete_node_blind", "the same beside a blind write without any read", "nodes/s",
            again, "(none: half the round trips, decides nothing)", None,
            "one statement by hand, under pgbench", one_trip,
        ),
    ]  # fmt: skip


def _median_passes(ours: list[float], theirs: list[float]) -> bool:
    enough = sorted(ours)[len(ours) // 2] >= LEAST_PER_SECOND
    return enough and ratio(ours, theirs) >= LEAST_RATIO


async def _all_were_saved(grounds: Grounds, saved: int) -> None:
    """A save that found another version writes nothing; with random cases that is rare."""
    async with connected(grounds.databases.superuser_dsn("approvals")) as pool:
        facts = await pool.fetchval("SELECT count(*) FROM journal")
    if facts < saved:
        raise RuntimeError(f"{facts} facts recorded by {saved} decisions")


class Pgbench:
    """The pgbench that came with the server."""

    def __init__(self, grounds: Grounds, seconds: int) -> None:
        self._grounds = grounds
        self._seconds = seconds
        self.saved = 0
        self._program = str(grounds.postgres.programs / "pgbench")

    def scripts(self, name: str, one: str, last: str) -> list[Script]:
        """One file for each of a case's branches; the last one opens the issue node."""
        made = []
        for number, key in enumerate(BRANCHES):
            body = last if number == len(BRANCHES) - 1 else one
            path = self._grounds.home / f"{name}-{key}.sql"
            picks = f"\\set c random(0, {CASES - 1})\n\\set n :c * {len(BRANCHES)} + {number}\n"
            path.write_text(picks + _named(body, key))
            made.append(Script(path, 1))
        return made

    async def run(self, scripts: list[Script]) -> float:
        """Transactions a second; a script that failed is a fault."""
        dsn = urlsplit(self._grounds.dsn("approvals"))
        files = [part for s in scripts for part in ("-f", f"{s.path}@{s.weight}")]
        values = [part for k, v in _values().items() for part in ("-D", f"{k}={v}")]
        process = await asyncio.create_subprocess_exec(
            self._program, "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2",
            "-T", str(self._seconds), "-h", parse_qs(dsn.query)["host"][0],
            "-U", str(dsn.username), *values, *files, "approvals",
            env={"PGPASSWORD": str(dsn.password), "LC_ALL": "C"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        said, complained = await process.communicate()
        found = re.search(r"tps = ([\d.]+)", said.decode())
        if process.returncode != 0 or found is None or b"ERROR" in complained:
            raise RuntimeError(complained.decode()[-2000:])
        if scripts[0].path.name.startswith("ours"):
            done = re.search(r"actually processed: (\d+)", said.decode())
            self.saved += int(done[1]) if done else 0
        return float(found.group(1))


def _load() -> str:
    """The read. pgbench keeps the last row it is given, so the row with the case comes last."""
    text = LOAD_BY_NODE.replace("ORDER BY n.position", "ORDER BY k.case_id NULLS FIRST")
    text = text.replace("$1", ID_OF_NUMBER).replace("$2", ":organ")
    return text.strip() + " \\aset\n"


def _save(*, last: bool) -> str:
    which = "last" if last else "one"
    names = [":case_id", ":noun", ":actor", ":at", f":events_{which}", ":trace", ":version"]
    if last:
        case = case_under_way(0, datetime.now(UTC))
        names.extend("NULL" if getattr(case, name) is None else f":{name}" for name in HEAD)
        names.append("NULL")  # window_due: the window has nothing to do
    names.extend([":key", *(f":node_{name}" for name in NODE_USUAL)])
    if last:
        names.extend([":issue", *(f":issue_{name}" for name in NODE_USUAL)])
        names.extend(f":timer_{name}" for name in TIMER)
    number = 2 if last else 1
    text = saving(head=last, nodes=number, rare=False, new=0, timers=number - 1)
    return re.sub(r"\$(\d+)", lambda found: names[int(found[1]) - 1], text).strip() + ";\n"


def _named(body: str, key: str) -> str:
    return re.sub(r":key\b", f":key_{key}", body)


def _values() -> Mapping[str, str]:
    decided, opened = _fact("food_permit", "node_decided"), _fact(ISSUE, "node_opened")
    result = {
        "id": EVENT_ID, "subject": "approvals.case.decided.v1", "data": {"result": "approved"},
    }  # fmt: skip
    return {
        "organ": str(ORGAN), "noun": "approvals.case", "actor": "01930000-staff", "at": AT,
        "trace": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "staff": STAFF_NO,
        "issue": ISSUE, "data": _json(decided["data"]),
        "events_one": _json([decided]), "events_last": _json([decided, result, opened]),
        "timer_kind": "node_clock", "timer_key": ISSUE, "timer_epoch": "1",
        "timer_percent": "50", "timer_due_at": AT,
        **_node("node", "approved"), **_node("issue", "active"),
        **{f"key_{key}": key for key in BRANCHES},
    }  # fmt: skip


def _node(prefix: str, state: str) -> dict[str, str]:
    written = {"state": state, "provisional": "f", **DECIDED}
    return {f"{prefix}_{name}": written[name] for name in NODE_USUAL}


def _fact(key: str, fact: str) -> dict[str, object]:
    data = {"case_id": EVENT_ID, "node_key": key, "organ_id": str(ORGAN)}
    if fact == "node_decided":
        data |= {"outcome": "approved", "staff_no": STAFF_NO}
    else:
        data |= {"promised_due": AT, "statutory_due": AT}
    return {"id": EVENT_ID, "subject": f"approvals.case.{fact}.v1", "data": data}


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
