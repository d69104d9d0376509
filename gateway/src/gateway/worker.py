"""The work process: the relay of the directory's facts, and the notifier; and loading the file."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from gateway.adapters.channels import Channel, StandInChannel
from gateway.adapters.mas import MasAccount, MasChannel
from gateway.adapters.smtp import Post, SmtpChannel
from gateway.adapters.subscription_messages import SubscriptionChannel
from gateway.adapters.wechat_token import StableToken
from gateway.domain.directory_file import directory_of
from gateway.domain.messages import ChannelKind
from gateway.domain.subscriptions import subscriptions_of
from gateway.domain.waiting import CHANNELS, Lanes, words_of
from gateway.events.reactions import notifier
from gateway.settings import TELLS_AS, GatewaySettings
from gateway.storage import sessions
from gateway.use_cases.kiosks.sessions import end_idle_sessions
from gateway.use_cases.load import load_directory
from gateway.use_cases.messages import Channels, Postman, Sender
from shared import words
from shared.consumer import Consumer
from shared.database import open_pool, unit_of_work
from shared.edge import clock
from shared.working import Bench, Job
from shared.working import work as work_until_stopped
from shared.yaml_files import yaml_in

NOUNS = (
    "approvals.notification",
    "documents.notification",
    "feedback.notification",
    "policies.notification",
)
FORGET_EVERY = timedelta(hours=1)
LOOK_EVERY = timedelta(seconds=5)
LANES = (*CHANNELS, *(words_of(noun.split(".")[0]) for noun in NOUNS))


async def work(settings: GatewaySettings) -> None:
    """Run relay, notifier and upkeep until stopped."""
    channels = channels_of(settings)
    secrets = settings.personal_data()

    def jobs_of(bench: Bench) -> Mapping[str, Job]:
        sender = Sender(channels, secrets, partial(words.ask, bench.client))
        postman = Postman(bench.unit_of_work, sender, Lanes(LANES))
        listening = {
            noun: Consumer("gateway", noun, notifier, bench.pool, bench.client).run
            for noun in NOUNS
        }
        return {
            **listening,
            "messages": lambda: postman.keep_sending(postman.new),
            "waiting messages": lambda: postman.keep_sending(postman.waiting),
            "sessions": lambda: _forget_sessions(bench),
            "kiosks": lambda: _end_idle_sessions(bench),
        }

    await work_until_stopped(TELLS_AS, settings, jobs_of, tells_as=TELLS_AS)


def channels_of(settings: GatewaySettings) -> Channels:
    """The channels there are, as set; stand-ins when none is real, since they would swallow."""
    found: dict[ChannelKind, Channel | None] = {
        "sms": _sms(settings),
        "mini_program": _mini_program(settings),
        "email": _email(settings),
    }
    real = {kind: channel for kind, channel in found.items() if channel is not None}
    return real or dict.fromkeys(found, StandInChannel())


def _sms(settings: GatewaySettings) -> Channel | None:
    if settings.sms == "stand-in":
        return None
    secret = settings.sms_secret_key.get_secret_value()
    account = MasAccount(
        settings.sms_url, settings.sms_ec_name, settings.sms_ap_id, secret, settings.sms_sign,
        settings.sms_add_serial,
    )  # fmt: skip
    return MasChannel(account)


def _email(settings: GatewaySettings) -> Channel | None:
    if settings.email == "stand-in":
        return None
    post = Post(
        settings.smtp_host, settings.smtp_port, settings.smtp_sender, settings.smtp_user,
        settings.smtp_password.get_secret_value(), settings.smtp_tls, settings.smtp_ca_file,
    )  # fmt: skip
    return SmtpChannel(post)


def _mini_program(settings: GatewaySettings) -> Channel | None:
    if settings.mini_program_templates is None or settings.mini_program == "stand-in":
        return None
    token = StableToken(settings.wechat_app_id, settings.wechat_secret.get_secret_value())
    subscriptions = subscriptions_of(yaml_in(settings.mini_program_templates))
    return SubscriptionChannel(token, subscriptions, settings.mini_program_state)


async def _forget_sessions(bench: Bench) -> None:
    """Refresh tokens past their time are of no use to anybody."""
    while True:
        async with bench.unit_of_work() as work_:
            await sessions.forget_expired(work_)
        await asyncio.sleep(FORGET_EVERY.total_seconds())


async def _end_idle_sessions(bench: Bench) -> None:
    """Whoever walked away from a kiosk is logged out; what is forgotten there is not kept here."""
    while True:
        async with bench.unit_of_work() as work_:
            ended = await end_idle_sessions(work_)
        if not ended:
            await asyncio.sleep(LOOK_EVERY.total_seconds())


async def load(settings: GatewaySettings) -> None:
    """Load the directory file; safe to repeat, and the broker need not be there."""
    document = yaml_in(settings.directory_file)
    pool = await open_pool(settings.dsn, size=1, application="gateway-load")
    try:
        async with unit_of_work(pool, clock(), actor="system:load") as work_:
            await load_directory(
                work_,
                directory_of(document),
                settings.personal_data(),
                settings.demo_password.get_secret_value(),
            )
    finally:
        await pool.close()
