"""Generated documents say what the code says, and a stale one is named."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema_rs import Draft202012Validator

from shared.events.approvals import CaseClosed
from shared.events.envelope import Envelope
from yangguang_local.documents import asyncapi, declarations, events, openapi
from yangguang_local.documents.__main__ import run

SOME_ID = UUID(int=7)
SOME_TIME = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from references(inner)


def leads_somewhere(document: Any, reference: str) -> bool:
    for step in reference.removeprefix("#/").split("/"):
        if step not in document:
            return False
        document = document[step]
    return True


def wire_of(event: CaseClosed) -> dict[str, Any]:
    data = event.as_recorded()["data"]
    envelope = Envelope(SOME_ID, event.subject, event.case_id, 1, SOME_TIME, data)
    wire: dict[str, Any] = json.loads(envelope.to_wire())
    return wire


def a_closed_case() -> CaseClosed:
    return CaseClosed(
        case_id=SOME_ID, case_no="431202-20260105-7K3M9QXR", matter_code="HC-YJS-0001",
        matter_name="我要开理发店", applicant_id=SOME_ID, organ_ids=(SOME_ID,), result="approved",
        channel="web", closed_at=SOME_TIME,
    )  # fmt: skip


def promised_for(subject: str) -> Draft202012Validator:
    document = asyncapi.document(declarations.declarations())
    message = document["components"]["messages"][subject]
    return Draft202012Validator({**message["payload"], "components": document["components"]})


@pytest.mark.parametrize("kind", ["openapi", "events"])
def test_what_was_written_passes_the_check_and_a_stale_file_is_named(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([kind], tmp_path) == 0
    assert run([kind, "--check"], tmp_path) == 0

    first, *others = capsys.readouterr().out.splitlines()
    (tmp_path / first).write_text("{}")
    assert run([kind, "--check"], tmp_path) == 1
    assert first in (complaint := capsys.readouterr().err)
    assert not any(other in complaint for other in others)


def test_every_reference_leads_somewhere() -> None:
    texts = {**openapi.files(), **events.files()}
    documents = {path: json.loads(text) for path, text in texts.items() if path.endswith(".json")}
    assert [
        (path, reference)
        for path, document in documents.items()
        for reference in references(document)
        if not leads_somewhere(document, reference)
    ] == []


def test_the_same_code_gives_the_same_text_without_any_environment() -> None:
    say = (
        "from yangguang_local.documents import events, openapi; import json;"
        "print(json.dumps({**openapi.files(), **events.files()}))"
    )
    told = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", say],
            env={"PYTHONHASHSEED": seed, "PATH": os.defpath},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


def test_a_fact_on_the_wire_is_what_asyncapi_promises() -> None:
    promised = promised_for(CaseClosed.subject)
    wire = wire_of(a_closed_case())
    assert promised.is_valid(wire)
    assert not promised.is_valid({**wire, "type": "approvals.case.accepted.v1"})
    assert not promised.is_valid({**wire, "data": {}})


def test_who_listens_is_read_from_the_reactions() -> None:
    listening = declarations.listeners()
    assert listening["approvals.case.closed.v1"] == ["feedback", "policies"]
    everybody = ["approvals", "budget", "documents", "policies"]
    assert listening["identity.organ.changed.v1"] == everybody
    assert listening["feedback.notification.requested.v1"] == ["gateway"]
