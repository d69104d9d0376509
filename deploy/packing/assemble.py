"""Lay out one member's code and data, without tests, as it runs in an image or on a server.

    assemble.py svc-documents /app    ->  /app/{shared,svc-documents}, /app/bin

/app/packages is there already (`install`). The member's own settings say its prefix and port; they
are written down for the programs in bin, which must not import a whole service to learn them.
"""

import compileall
import json
import py_compile
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_RUN = shutil.ignore_patterns("tests", "clients", "__pycache__", "*.egg-info", "README.md")
PROGRAMS = ("start", "healthy")
ASK = """
import importlib, json, sys
from pkgutil import resolve_name
service = importlib.import_module(sys.argv[1] + ".__main__").SERVICE
settings = resolve_name(service.settings)
port = settings.model_fields["http_port"].default
print(json.dumps({"prefix": settings.model_config["env_prefix"], "port": port}))
"""


def assemble(member: str, app: Path) -> None:
    """Copy, compile, and write down what the programs need to know."""
    for name in ("shared", member):
        shutil.copytree(ROOT / name, app / name, ignore=NOT_RUN)
        _compile(app / name)
        _same_rights_everywhere(app / name)
    _write_programs(member, app)


def _compile(folder: Path) -> None:
    """For ever: nobody checks, because nothing changes."""
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(folder, quiet=1, invalidation_mode=mode)


def _same_rights_everywhere(folder: Path) -> None:
    """A checkout's umask must not change what others may read, nor an image."""
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _write_programs(member: str, app: Path) -> None:
    programs, module = app / "bin", member.replace("-", "_")
    programs.mkdir(mode=0o755)
    for name in PROGRAMS:
        shutil.copy(Path(__file__).with_name(f"{name}.py"), programs / name)
        (programs / name).chmod(0o755)
    (programs / member).symlink_to("start")  # `svc-documents check`, as people say it
    folders = ["packages", "shared/src", f"{member}/src"]
    known = {"module": module, "folders": folders, **_asked(module, [app / one for one in folders])}
    (programs / "member.json").write_text(json.dumps(known))
    (programs / "member.json").chmod(0o644)


def _asked(module: str, folders: list[Path]) -> dict[str, object]:
    asked = subprocess.run(  # noqa: S603  our own interpreter and code
        [sys.executable, "-B", "-c", ASK, module],
        env={"PYTHONPATH": ":".join(map(str, folders))},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    told: dict[str, object] = json.loads(asked.stdout)
    return told


if __name__ == "__main__":
    assemble(sys.argv[1], Path(sys.argv[2]))
