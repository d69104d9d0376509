"""``work`` and ``load``: the service's own coroutines."""

import argparse
import asyncio
from pkgutil import resolve_name

from shared.commands import Service
from shared.settings import ServiceSettings


def work(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    """Run relay, consumers and timers until told to stop."""
    asyncio.run(resolve_name(service.work)(settings))
    return 0


def load(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    """Load the demo data."""
    asyncio.run(resolve_name(service.load)(settings))
    return 0
