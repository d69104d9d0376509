"""The commands every service has: serve, work, migrate, check, load, outbox, dead and more.

A service that can make up data for load tests has ``generate`` as well, and one may bring
tools of its own, which work without the service's settings.

Each command names its code and the service names its own, so that a process
imports only what its one command needs.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from uuid import UUID

from shared import logs
from shared.settings import ServiceSettings


@dataclass(frozen=True, slots=True)
class Tool:
    """A command of one service alone: ``code`` is a function of its arguments, by name.

    ``options`` are its arguments: a flag, and what argparse is to know of it.
    """

    code: str
    text: str
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """What the commands need to know of a service; code by name, ``package.module:thing``.

    ``app`` makes the ASGI app, ``connections`` is uvicorn's protocol for them,
    ``settings`` is the settings class, ``work`` and
    ``load`` are coroutine functions of the settings; ``generate``, which not all
    have, takes how many cases (documents, reviews), over how many days, and the seed besides.
    ``load_files`` are names of files ``load`` takes besides, each an option with a path
    and an argument of its own. ``tables`` is the metadata they are declared in.
    ``projections`` are those it declares, if any; ``persons`` what it holds of persons.
    ``tools`` are commands of its own, by their verbs.
    """

    name: str
    app: str
    settings: str
    work: str
    load: str
    tables: str
    migrations: Path
    generate: str = ""
    projections: str = ""
    persons: str = ""
    load_files: tuple[str, ...] = ()
    tools: Mapping[str, Tool] = field(default_factory=dict)
    connections: str = "shared.commands.leaving:LeavingPolitely"


Command = Callable[[Service, Any, argparse.Namespace], int]


def run(service: Service, arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; the exit code tells whether it went well."""
    asked = _parser(service).parse_args(arguments)
    if asked.verb in service.tools:
        status: int = resolve_name(asked.code)(asked)
        return status
    settings: ServiceSettings = resolve_name(service.settings).from_environment()
    logs.configure(service.name, settings.log_format, settings.log_level)
    carry_out: Command = resolve_name(f"shared.commands.{asked.code}")
    return carry_out(service, settings, asked)


def _parser(service: Service) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=service.name)
    verbs = parser.add_subparsers(required=True, metavar="command")

    def add(verb: str, code: str, text: str) -> argparse.ArgumentParser:
        command = verbs.add_parser(verb, help=text)
        command.set_defaults(code=code, verb=verb)
        return command

    add("serve", "serving:serve", "answer HTTP")
    add("work", "working:work", "run relay, consumers and timers")
    add("migrate", "migrating:migrate", "bring the database to the newest schema")
    load = add("load", "working:load", "load the demo data; safe to repeat")
    for name in service.load_files:
        load.add_argument(f"--{name}", type=Path, help="this file instead of the demo")
    if service.generate:
        generate = add("generate", "generating:generate", "make up data, for load tests")
        generate.add_argument("--cases", "--documents", "--reviews", type=int, default=1000)
        generate.add_argument("--seed", type=int, default=1)
        generate.add_argument("--days", type=int, default=730)
    check = add("check", "checking:check", "verify settings, database, migrations and streams")
    check.add_argument("--audit", action="store_true", help="verify the whole audit chain")
    outbox = add("outbox", "outbox:republish", "publish recorded facts once more")
    outbox.add_argument("republish", choices=["republish"])
    outbox.add_argument("--since", type=datetime.fromisoformat, required=True)
    dead = add("dead", "dead:carry_out", "list, show, replay or discard dead letters")
    dead.add_argument("what", choices=["list", "show", "discard", "replay"])
    dead.add_argument("number", type=int, nargs="?")
    keys = add("keys", "keys:carry_out", "bring what older keys encrypted under the newest")
    keys.add_argument("what", choices=["rewrite"])
    keys.add_argument("--check", action="store_true", help="only count what is left")
    projections = add("projections", "projections:carry_out", "list, or make one anew from facts")
    projections.add_argument("what", choices=["list", "rebuild"])
    projections.add_argument("name", nargs="?")
    projections.add_argument("--check", action="store_true", help="only tell what would differ")
    person = add("person", "persons:carry_out", "hand out or erase what is held of somebody")
    person.add_argument("what", choices=["export", "erase"])
    person.add_argument("account", type=UUID)
    person.add_argument("--check", action="store_true", help="erase: only tell what would go")
    for verb, tool in service.tools.items():
        command = add(verb, tool.code, tool.text)
        for flag, known in tool.options.items():
            command.add_argument(flag, **known)
    return parser
