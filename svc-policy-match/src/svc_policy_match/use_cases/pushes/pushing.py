"""Tell a version of a policy to everybody it fits: in parts, each one transaction.

What an account is told, what it is believed to know and how far the run is are written together,
so a process may be killed anywhere: the next goes on behind the last part, and nobody is told
twice or left out.
"""

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.policies import MatchPushed
from shared.ids import new_id
from shared.office_hours import CHINA_TIME, china_time
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth
from svc_policy_match.domain.policies.reading import ReadPolicy, read_policy
from svc_policy_match.domain.pushes.differences import Tiding, Told, news
from svc_policy_match.domain.pushes.sending import SendingRules
from svc_policy_match.domain.rows.ages import as_of
from svc_policy_match.storage.policies import versions
from svc_policy_match.storage.pushes import messages, runs, subscriptions
from svc_policy_match.storage.pushes.runs import DONE, FINDING, LEAVING, NOBODY, PushRun
from svc_policy_match.use_cases.office import Office

PART = 5_000
HOPEFUL = (Tiding.MATCHED.value, Tiding.POSSIBLE.value)
ENDED = (Tiding.CLOSED.value, Tiding.BASIS_LOST.value)
Change = tuple[UUID, Tiding]


async def push_part(work: UnitOfWork, office: Office, part: int = PART) -> bool:
    """The next part of the oldest run; answers whether there was one."""
    run = await runs.next_open(work)
    if run is None:
        return False
    if run.cause in ENDED:
        await _tell_end(work, run, part)
        return True
    if run.cause == Tiding.SUBSCRIBED:
        await _tell_subscribers(work, office, run, part)
        return True
    kept = await versions.one(work, run.policy_id, run.version)
    if kept is None:
        await runs.go_on(work, run, DONE, NOBODY, (0, 0, 0))
        return True
    policy = read_policy(kept.policy_id, kept.code, kept.version, kept.said, office.registry)
    await (_find if run.state == FINDING else _leave)(work, run, policy, part)
    return True


async def _find(work: UnitOfWork, run: PushRun, policy: ReadPolicy, part: int) -> None:
    """Those it fits, or may."""
    condition = as_of(policy.condition, china_time(work.now).date())
    audience = policy.said.audience.value
    looked = await runs.look(work, condition, audience, run.reached, part)
    verdicts = {row["id"]: TRUE if row["matched"] else UNKNOWN for row in looked.found}
    known = {row["account_id"]: row for row in await runs.told(work, run.policy_id, [*verdicts])}
    changes = _changes(verdicts, known)
    await _tell(work, run, changes)
    said: dict[UUID, str] = dict(changes)
    told = [
        (one, run.version, said[one] if one in said else known[one]["tiding"])
        for one in verdicts
        if one in said or one in known
    ]
    await runs.put_told(work, run.policy_id, told)
    state, reached = (LEAVING, NOBODY) if looked.is_last else (FINDING, looked.reached)
    await runs.go_on(work, run, state, reached, _counts(changes))


def _changes(verdicts: dict[UUID, Truth], known: dict[UUID, Row]) -> list[Change]:
    found = []
    for one, verdict in verdicts.items():
        row = known.get(one)
        before = None if row is None else Told(row["version"], Tiding(row["tiding"]))
        tiding = news(before, verdict)
        if tiding is not None:
            found.append((one, tiding))
    return found


async def _leave(work: UnitOfWork, run: PushRun, _: ReadPolicy, part: int) -> None:
    """Those an earlier version fitted, and this one does not."""
    rows = await runs.left_behind(work, run, HOPEFUL, part)
    changes = _changes({row["account_id"]: FALSE for row in rows},
                       {row["account_id"]: row for row in rows})  # fmt: skip
    await _tell(work, run, changes)
    said: dict[UUID, str] = dict(changes)
    told = [
        (row["account_id"], run.version, said.get(row["account_id"], row["tiding"])) for row in rows
    ]
    await runs.put_told(work, run.policy_id, told)
    await _ended(work, run, rows, part, _counts(changes))


async def _tell_end(work: UnitOfWork, run: PushRun, part: int) -> None:
    rows = await runs.told_any(work, run, HOPEFUL, part)
    tiding = Tiding(run.cause)
    changes = [(row["account_id"], tiding) for row in rows]
    await _tell(work, run, changes)
    told = [(one, run.version, tiding.value) for one, _ in changes]
    await runs.put_told(work, run.policy_id, told)
    await _ended(work, run, rows, part, (0, 0, len(changes)))


async def _tell_subscribers(work: UnitOfWork, office: Office, run: PushRun, part: int) -> None:
    """Who follows its theme, place or an event of life it is for, and was not told otherwise."""
    rows = await subscriptions.following(work, run, office.events_of, part)
    await _tell(work, run, [(row["account_id"], Tiding.SUBSCRIBED) for row in rows])
    over = len(rows) < part
    reached = NOBODY if over else rows[-1]["account_id"]
    await runs.go_on(work, run, DONE if over else LEAVING, reached, (0, 0, 0))


async def _ended(
    work: UnitOfWork, run: PushRun, rows: Sequence[Row], part: int, counts: tuple[int, int, int]
) -> None:
    over = len(rows) < part
    reached = NOBODY if over else rows[-1]["account_id"]
    await runs.go_on(work, run, DONE if over else LEAVING, reached, counts)
    if over:
        event = MatchPushed(
            policy_id=run.policy_id, version=run.version, cause=run.cause,
            matched=run.matched + counts[0], possible=run.possible + counts[1],
            lost=run.lost + counts[2],
        )  # fmt: skip
        await work.announce(run.policy_id, event)


def _counts(changes: Sequence[Change]) -> tuple[int, int, int]:
    each = [tiding for _, tiding in changes]
    lost = len(each) - each.count(Tiding.MATCHED) - each.count(Tiding.POSSIBLE)
    return each.count(Tiding.MATCHED), each.count(Tiding.POSSIBLE), lost


async def _tell(work: UnitOfWork, run: PushRun, changes: Sequence[Change]) -> None:
    said = [(one, run.policy_id, run.version, tiding, 0) for one, tiding in changes]
    await write_messages(work, said)


async def write_messages(
    work: UnitOfWork, said: Sequence[tuple[UUID, UUID, int, Tiding, int]]
) -> None:
    """Messages to accounts of policies; each leaves when its account may be called."""
    if not said:
        return
    accounts = list({one[0] for one in said})
    today = datetime.combine(china_time(work.now).date(), time(), CHINA_TIME)
    had = await messages.of_today(work, accounts, today)
    rules, rows = SendingRules(), []
    for account_id, policy_id, version, tiding, days in said:
        count = had.get(account_id, 0)
        had[account_id] = count + 1
        leaves = rules.leaves_at(work.now, count) or rules.digest_at(work.now)
        rows.append(
            (new_id(), account_id, policy_id, version, tiding.value, days, work.now, leaves)
        )
    await messages.add(work, rows)
