"""``work`` and ``load``: the service's own coroutines."""

import argparse
import asyncio
import sys
from pkgutil import resolve_name

from shared.commands import Service
from shared.settings import ServiceSettings


def work(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    """Run relay, consumers and timers until told to stop."""
    asyncio.run(resolve_name(service.work)(settings))
    return 0


def load(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Load the demo data, or the files that are named."""
    files = {name: getattr(asked, name) for name in service.load_files}
    absent = [str(path) for path in files.values() if path is not None and not path.is_file()]
    if absent:
        sys.stderr.write(f"no such file: {', '.join(absent)}\n")
        return 2
    asyncio.run(resolve_name(service.load)(settings, **files))
    return 0
