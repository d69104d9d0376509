"""``dead list|show|replay|discard``: letters kept until somebody decides."""

import argparse
import asyncio
import sys

from shared import dead_letters
from shared.commands import Service
from shared.settings import ServiceSettings


def carry_out(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Do it and print what came of it."""
    told = asyncio.run(
        dead_letters.carry_out(service.name, settings.nats_url, asked.what, asked.number)
    )
    sys.stdout.write(told)
    return 0
