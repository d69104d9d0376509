"""The same job on DBOS Transact: an async workflow that receives five messages.

Run by .venv-bench. A decision is sent with ``DBOS.send`` (one durable row) and
received with ``DBOS.recv`` (another, with the message consumed); it counts when
the workflow has it. Settings as its documentation advises: LISTEN/NOTIFY, a pool
as large as the number of callers at once, no tracing, nothing logged but errors.
"""

import asyncio

from dbos import DBOS, DBOSConfig, WorkflowHandleAsync
from same_job_pace import DECISIONS, Asked, asked, paced, run

PATIENCE = 600


@DBOS.workflow()
async def decided_by_five(case: int) -> dict[str, str]:
    """Wait for a decision of every department."""
    outcomes: dict[str, str] = {"case": str(case)}
    while len(outcomes) <= len(DECISIONS):
        decision = await DBOS.recv_async(timeout_seconds=PATIENCE)
        outcomes[decision["key"]] = decision["outcome"]
    return outcomes


class OnDbos:
    """Workflows in this process, their state in PostgreSQL."""

    def __init__(self) -> None:
        self._handles: dict[int, WorkflowHandleAsync[dict[str, str]]] = {}

    async def start(self, number: int) -> None:
        """Durable when the handle is there."""
        self._handles[number] = await DBOS.start_workflow_async(decided_by_five, number)

    async def decide(self, number: int, key: str) -> None:
        """One message."""
        decision = {"key": key, "outcome": "approved", "feedback": "材料齐全，符合条件。"}
        await DBOS.send_async(self._handles[number].get_workflow_id(), decision)

    async def settled(self, cases: int) -> None:
        """Every workflow has returned."""
        ended = await asyncio.gather(*(one.get_result() for one in self._handles.values()))
        if len(ended) != cases or any(len(one) != len(DECISIONS) + 1 for one in ended):
            raise RuntimeError("a workflow missed a decision")


async def main(told: Asked) -> None:
    """Launch, do the job, end."""
    config: DBOSConfig = {
        "name": "same-job",
        "system_database_url": told.dsn,
        "sys_db_pool_size": told.at_once,
        "log_level": "ERROR",
        "enable_otlp": False,
    }
    DBOS(config=config)
    DBOS.launch()
    await paced(OnDbos(), told)
    DBOS.destroy()


if __name__ == "__main__":
    run(main(asked()))
