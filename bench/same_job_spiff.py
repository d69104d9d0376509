"""The same job on SpiffWorkflow: a BPMN process, its state as JSON in PostgreSQL.

Run by .venv-bench. SpiffWorkflow keeps nothing itself; its documentation has the
application store what the serializer gives. So a decision is one transaction: read
the state under the row's lock, restore the workflow, complete the department's user
task, run what follows, serialize, save.

As documented the state holds the process's specification too. ``--variant apart`` is
a finer way of our own, which no documentation shows: the specification is parsed once,
stands in no state, and is not restored with each case.
"""

import asyncio
from io import BytesIO
from typing import Any

import psycopg
from lxml import etree
from same_job_pace import DECISIONS, Asked, asked, paced, run
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import DEFAULT_CONFIG, BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.helpers import BpmnConverter
from SpiffWorkflow.bpmn.specs import BpmnProcessSpec
from SpiffWorkflow.util.task import TaskState

TABLE = """
CREATE TABLE IF NOT EXISTS spiff_case (
    number integer PRIMARY KEY, state text NOT NULL, waiting_for text[] NOT NULL);
TRUNCATE spiff_case;
"""
INSERT = "INSERT INTO spiff_case (number, state, waiting_for) VALUES (%s, %s, %s)"
READ = "SELECT state FROM spiff_case WHERE number = %s FOR UPDATE"
SAVE = "UPDATE spiff_case SET state = %s, waiting_for = %s WHERE number = %s"
SETTLED = "SELECT count(*) FROM spiff_case WHERE waiting_for = '{issue}'"


def process() -> bytes:
    """Five user tasks between two parallel gateways, then the issue task."""
    branches = "".join(
        f'<userTask id="{key}" name="{key}"/>'
        f'<sequenceFlow id="to_{key}" sourceRef="fork" targetRef="{key}"/>'
        f'<sequenceFlow id="from_{key}" sourceRef="{key}" targetRef="join"/>'
        for key in DECISIONS
    )
    return f"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
<process id="same_job" isExecutable="true">
<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/>
<userTask id="issue" name="issue"/><endEvent id="end"/>
<sequenceFlow id="first" sourceRef="start" targetRef="fork"/>
<sequenceFlow id="joined" sourceRef="join" targetRef="issue"/>
<sequenceFlow id="last" sourceRef="issue" targetRef="end"/>{branches}
</process></definitions>""".encode()


def specification() -> BpmnProcessSpec:
    """The process as SpiffWorkflow reads it."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(process())))
    return parser.get_spec("same_job")


SPECIFICATION = specification()


class ByName(BpmnConverter):  # type: ignore[misc]
    """The specification by its name; restored as the one that was parsed."""

    def to_dict(self, spec: BpmnProcessSpec) -> dict[str, Any]:
        """Its name."""
        return {"name": spec.name}

    def from_dict(self, _: dict[str, Any]) -> BpmnProcessSpec:
        """The one there is."""
        return SPECIFICATION


SERIALIZERS = {
    "": BpmnWorkflowSerializer(),
    "apart": BpmnWorkflowSerializer(
        BpmnWorkflowSerializer.configure(DEFAULT_CONFIG | {BpmnProcessSpec: ByName})
    ),
}


class OnSpiff:
    """Workflows as rows; one connection for each caller at once."""

    def __init__(self, connections: list[psycopg.AsyncConnection[Any]], variant: str) -> None:
        self._serializer = SERIALIZERS[variant]
        self._free: asyncio.Queue[psycopg.AsyncConnection[Any]] = asyncio.Queue()
        for connection in connections:
            self._free.put_nowait(connection)

    async def start(self, number: int) -> None:
        """A new workflow, run up to its first user tasks."""
        workflow = BpmnWorkflow(SPECIFICATION)
        workflow.do_engine_steps()
        connection = await self._free.get()
        await connection.execute(INSERT, (number, *self._kept(workflow)))
        self._free.put_nowait(connection)

    async def decide(self, number: int, key: str) -> None:
        """One user task completed."""
        connection = await self._free.get()
        async with connection.transaction():
            row = await (await connection.execute(READ, (number,))).fetchone()
            workflow = self._serializer.deserialize_json(row[0])
            task = next(workflow.get_tasks_iterator(spec_name=key, state=TaskState.READY))
            task.set_data(**{key: {"outcome": "approved", "feedback": "材料齐全，符合条件。"}})
            task.run()
            workflow.do_engine_steps()
            await connection.execute(SAVE, (*self._kept(workflow), number))
        self._free.put_nowait(connection)

    async def settled(self, cases: int) -> None:
        """Every case waits for the issue task."""
        connection = self._free.get_nowait()
        row = await (await connection.execute(SETTLED)).fetchone()
        if row[0] != cases:
            raise RuntimeError("a workflow missed a decision")

    def _kept(self, workflow: BpmnWorkflow) -> tuple[str, list[str]]:
        ready = workflow.get_tasks(state=TaskState.READY, manual=True)
        return self._serializer.serialize_json(workflow), [task.task_spec.name for task in ready]


async def main(told: Asked) -> None:
    """Connect, do the job."""
    connections = [
        await psycopg.AsyncConnection.connect(told.dsn, autocommit=True)
        for _ in range(told.at_once)
    ]
    for connection in connections:
        connection.prepare_threshold = 0
    await connections[0].execute(TABLE, prepare=False)
    await paced(OnSpiff(connections, told.variant), told)
    for connection in connections:
        await connection.close()


if __name__ == "__main__":
    run(main(asked()))
