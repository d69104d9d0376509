"""The walls of the house: who may import, call and name what."""

import re
from pathlib import PurePosixPath

import pytest
from architecture_reading import ROOT, is_standard, sources
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

MOST_LINES = 300
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
PURE_SHARED = {
    *("shared", "shared.masking", "shared.office_hours", "shared.refusals"),
    *("shared.check_digits", "shared.nearness", "shared.work_calendar"),
}
WITH_EFFECTS = {
    *("asyncio", "ctypes", "http", "io", "logging", "multiprocessing", "os", "random", "secrets"),
    *("select", "shutil", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading"),
    *("time", "urllib.request"),
}
CLOCKS = re.compile(r"(^|\.)(now|utcnow|today)$|^(open|print|input|uuid[147])$")
HTTP_CLIENTS = {"aiohttp", "httpx", "httpx2", "requests", "urllib3"}
WAYS_OUT = {
    "svc-approvals/src/svc_approvals/adapters/web.py",  # departments' systems, the courier
    "svc-policy-match/src/svc_policy_match/adapters/registries.py",  # at the operator's address
}


def test_the_contracts_of_import_linter_hold(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_a_domain_imports_only_the_language_itself_and_what_is_pure_in_shared() -> None:
    foreign = [
        f"{source.path}: {module}"
        for source in sources()
        if source.is_domain
        for module in source.modules()
        if not (is_standard(module) or ".domain" in module or module in PURE_SHARED)
        or module in WITH_EFFECTS
    ]
    assert foreign == []


def test_a_domain_has_no_clock_and_touches_nothing_outside() -> None:
    found = [
        f"{source.path}: {call}()"
        for source in sources()
        if source.is_domain
        for call in source.calls()
        if CLOCKS.search(call)
    ]
    assert found == []


def test_nobody_but_shared_commits() -> None:
    found = [
        f"{source.path}: {call}()"
        for source in sources()
        if not source.path.startswith(("shared/", "bench/")) and not source.is_test
        for call in source.calls()
        if call.endswith(".commit")
    ]
    assert found == []


def test_below_the_api_nobody_knows_http_errors() -> None:
    found = [
        source.path
        for source in sources()
        if source.is_service and "/api/" not in source.path and "HTTPException" in source.words()
    ]
    assert found == []


def test_middleware_is_plain_asgi() -> None:
    assert [s.path for s in sources() if "BaseHTTPMiddleware" in s.words()] == []


def test_services_call_nobody_over_http_but_through_the_one_checked_way_out_of_the_house() -> None:
    found = [
        f"{source.path}: {module}"
        for source in sources()
        if source.is_service and source.path not in WAYS_OUT
        for module in source.modules()
        if module.partition(".")[0] in HTTP_CLIENTS
    ]
    assert found == []


def test_no_file_is_longer_than_an_idea() -> None:
    found = [
        f"{source.path}: {lines} lines"
        for source in sources()
        if not source.is_test and not source.is_migration
        if (lines := source.text.count("\n")) > MOST_LINES
    ]
    assert found == []


def test_no_file_is_named_after_nothing() -> None:
    paths = [PurePosixPath(source.path) for source in sources()]
    assert [str(path) for path in paths if FORBIDDEN_NAMES & {*path.parts, path.stem}] == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    found = [source.path for source in sources() if marks.search(source.text)]
    assert found == []


def test_tests_mock_nothing() -> None:
    found = [
        source.path
        for source in sources()
        if {"unittest.mock", "mock", "pytest_mock"} & source.modules()
        or "mock" in source.imported()
    ]
    assert found == []
