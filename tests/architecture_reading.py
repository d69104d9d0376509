"""The repository as text and as syntax: what is in it, and what its modules import and call."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Source:
    """One Python file, under its path from the root."""

    path: str

    @property
    def text(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @property
    def is_test(self) -> bool:
        return "tests/" in self.path

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.path

    @property
    def is_domain(self) -> bool:
        return self.is_service and "/domain/" in self.path

    @property
    def is_service(self) -> bool:
        """Whether it is code of a service (the gateway has no business, so none of its rules)."""
        return self.path.startswith("svc-") and "/src/" in self.path

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(_syntax(self))

    def modules(self) -> set[str]:
        """The modules that are imported."""
        found: set[str] = set()
        for node in self.nodes():
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
        return found

    def imported(self) -> set[str]:
        """What is taken from modules by name."""
        froms = (node for node in self.nodes() if isinstance(node, ast.ImportFrom))
        return {alias.name for node in froms for alias in node.names}

    def words(self) -> set[str]:
        """Every name that is read, called, defined, imported or taken as an attribute."""
        names = {node.id for node in self.nodes() if isinstance(node, ast.Name)}
        attributes = {node.attr for node in self.nodes() if isinstance(node, ast.Attribute)}
        return names | attributes | self.imported()

    def calls(self) -> set[str]:
        """What is called, as it is written: `datetime.now`, `open`."""
        return {ast.unparse(node.func) for node in self.nodes() if isinstance(node, ast.Call)}


@cache
def _syntax(source: Source) -> ast.Module:
    return ast.parse(source.text)


@cache
def files() -> tuple[str, ...]:
    """Every file that is tracked, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    paths = listed.stdout.decode().split("\0")
    return tuple(sorted({path for path in paths if path and (ROOT / path).is_file()}))


def sources() -> list[Source]:
    return [Source(path) for path in files() if path.endswith(".py")]


def is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names
