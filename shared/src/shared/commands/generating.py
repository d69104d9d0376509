"""``generate``: make up data in bulk, the same for the same seed."""

import argparse
import asyncio
from pkgutil import resolve_name

from shared.commands import Service
from shared.settings import ServiceSettings


def generate(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Make so many; nobody is told of them."""
    asyncio.run(
        resolve_name(service.generate)(
            settings, cases=asked.cases, seed=asked.seed, days=asked.days
        )
    )
    return 0
