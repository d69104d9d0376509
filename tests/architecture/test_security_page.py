"""The page of security promises tests: each one it names is there, and each line names some."""

import re
from fnmatch import fnmatchcase

import pytest
from architecture_reading import ROOT, files

PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\| (API\d+) [^|]*\| [^|]+ \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([^`]*(?:::|\.py|/tests/)[^`]*)`")
TEST = re.compile(r"^\s*(?:async )?def (test_\w+)", re.MULTILINE)
LINES = dict(LINE.findall(PAGE))


def named_in(text: str) -> list[tuple[str, str]]:
    """Files and tests as written; a test alone belongs to the file named before it."""
    found: list[tuple[str, str]] = []
    for word in NAMED.findall(text):
        file, _, test = word.partition("::")
        found.append((file or found[-1][0], test or "test_*"))
    return found


def there_in(file: str) -> set[str]:
    """The tests of a file, which may be named by its last part, or of a pattern of folders."""
    named = [
        path
        for path in files()
        if path.endswith(".py") and (path == file or path.endswith(f"/{file}"))
    ] or [path for path in files() if fnmatchcase(path, f"{file}/test_*.py")]
    return {name for path in named for name in TEST.findall((ROOT / path).read_text("utf-8"))}


def test_all_ten_lines_of_the_list_are_there() -> None:
    assert list(LINES) == [f"API{number}" for number in range(1, 11)]


@pytest.mark.parametrize("line", LINES)
def test_each_line_names_tests(line: str) -> None:
    assert named_in(LINES[line]) != []


@pytest.mark.parametrize(("file", "test"), sorted(set(named_in(PAGE))))
def test_every_named_test_is_there(file: str, test: str) -> None:
    assert [one for one in there_in(file) if fnmatchcase(one, test)] != []
