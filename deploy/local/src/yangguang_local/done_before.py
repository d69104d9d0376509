"""What was done to the data by an earlier opening, so that a second start is quick.

Migrating and loading are safe to repeat, but each costs a process. A service's
mark is the content of its code, migrations and demo data, and of what it
shares; while the mark stands in HOME_DIR there is nothing to do again.
"""

import hashlib
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

from yangguang_local.house import Service

SHARED = "shared"
NOT_CONTENT = {"__pycache__", "tests"}


class DoneBefore:
    """The marks of one HOME_DIR."""

    def __init__(self, home: Path) -> None:
        self._file = home / "done.json"

    def is_done(self, service: Service) -> bool:
        """Whether this very service has migrated and loaded this data."""
        return self._marks().get(service.name) == mark_of(service)

    def note(self, service: Service) -> None:
        """It has now."""
        marks = {**self._marks(), service.name: mark_of(service)}
        self._file.write_text(json.dumps(marks), encoding="utf-8")

    def forget(self) -> None:
        """The data is gone, and with it what was done to it."""
        self._file.unlink(missing_ok=True)

    def _marks(self) -> dict[str, str]:
        if not self._file.exists():
            return {}
        marks: dict[str, str] = json.loads(self._file.read_text(encoding="utf-8"))
        return marks


def mark_of(service: Service) -> str:
    """The digest of a service's own folder and of the shared package."""
    digest = hashlib.sha256()
    for module in (service.module, SHARED):
        for path in _content(_folder(module)):
            digest.update(str(path).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _folder(module: str) -> Path:
    """The member's folder: `svc-x` for `svc-x/src/svc_x`, else the package itself."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise LookupError(module)
    package = Path(spec.origin).parent
    return package.parent.parent if package.parent.name == "src" else package


def _content(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not NOT_CONTENT & set(path.relative_to(folder).parts):
            yield path
