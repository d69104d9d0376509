import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from gateway_asking import a_connection, told
from nats.aio.client import Client
from prometheus_client import REGISTRY

from gateway.adapters.channels import Channel, ChannelAway, MessageDeclined, StandInChannel
from gateway.domain.accounts import account_id_of
from gateway.domain.messages import ChannelKind, Contact, Outgoing
from gateway.domain.waiting import LEASE, LONGEST_WAIT, LOOK_AFTER, NEW, PAUSES, Lanes
from gateway.events.reactions import notifier
from gateway.settings import TELLS_AS, GatewaySettings
from gateway.storage import contacts, waiting
from gateway.use_cases.messages import Channels, Postman, Sender
from gateway.worker import LANES, NOUNS
from shared import broker, tasks, words
from shared.consumer import Consumer
from shared.database import Pool, UnitOfWork, open_pool, unit_of_work
from shared.edge import clock
from shared.events.approvals import ApprovalsNotificationRequested
from shared.events.envelope import Envelope
from shared.events.feedback import FeedbackNotificationRequested
from shared.events.notifications import NotificationRequested
from shared.ids import new_id
from shared.personal_data import Cell
from shared.relay import Relay
from shared.yaml_files import yaml_in

FREE = "SELECT count(*) FROM waiting_message WHERE leased_until <= now()"
IN_TRANSACTION = """
SELECT count(*) FROM pg_stat_activity
WHERE application_name = 'test' AND datname = current_database() AND state LIKE 'idle in%'
"""
SMS_OF_NOBODY = "13900000000"  # the stand-in refuses it


def a_request(account_id: UUID, key: str) -> ApprovalsNotificationRequested:
    return ApprovalsNotificationRequested(
        account_id=account_id,
        template="case_issued",
        parameters={"case_no": "HC-2026-1"},
        dedupe_key=key,
    )


def as_told(event: NotificationRequested) -> Envelope:
    return Envelope(new_id(), event.subject, uuid4(), 1, clock(), event.model_dump(mode="json"))


class Notifier:
    """The ear for messages, and a postman whose clock can be set forward."""

    def __init__(self, settings: GatewaySettings, pool: Pool, client: Client) -> None:
        self.pool, self.client = pool, client
        self._settings, self._later = settings, timedelta()
        self.ear = Consumer("gateway", NOUNS[0], notifier, pool, client)
        self.with_channels({})

    def with_channels(self, real: Channels) -> None:
        """Another process takes over, with these channels and stand-ins."""
        channels: dict[ChannelKind, Channel] = {
            "sms": StandInChannel(), "email": StandInChannel(), **real,
        }  # fmt: skip
        self.channels = channels
        ask = partial(words.ask, self.client)
        sender = Sender(channels, self._settings.personal_data(), ask)
        self.postman = Postman(self._unit, sender, Lanes(LANES), self.now)

    def now(self) -> datetime:
        return clock() + self._later

    def later(self, seconds: float) -> None:
        self._later += timedelta(seconds=seconds)

    async def take(self, told: Envelope) -> int:
        """Hear of a message, and send what is new; how many that was."""
        await self.ear.take(told)
        return await self.postman.new()

    @asynccontextmanager
    async def _unit(self) -> AsyncIterator[UnitOfWork]:
        async with unit_of_work(self.pool, self.now(), actor="test") as work:
            yield work


@asynccontextmanager
async def a_notifier(
    settings: GatewaySettings, nats_url: str, sms: Channel | None = None
) -> AsyncIterator[Notifier]:
    pool = await open_pool(settings.dsn, size=4, application="test")
    client = await broker.connect(nats_url, "test", patience=5)
    running = Notifier(settings, pool, client)
    if sms is not None:
        running.with_channels({"sms": sms})
    try:
        yield running
    finally:
        await broker.close(client)
        await pool.close()


async def test_a_message_is_sent_once_by_the_persons_channel_and_told(
    settings: GatewaySettings, nats_url: str
) -> None:
    zhang = account_id_of("zhang")
    async with a_notifier(settings, nats_url) as consumer:
        await consumer.take(as_told(a_request(zhang, "case-1-closed")))
        await consumer.take(as_told(a_request(zhang, "case-1-closed")))

    assert await told(settings, "identity.notification.delivered.v1") == [
        {
            "account_id": str(zhang),
            "dedupe_key": "case-1-closed",
            "template": "case_issued",
            "channel": "sms",
        }
    ]
    async with a_connection(settings) as connection:
        sent = await connection.fetch("SELECT * FROM sent_message")
    assert [(row["address_masked"], row["outcome"]) for row in sent] == [
        ("138****0001", "delivered")
    ]
    assert "HC-2026-1" in sent[0]["text"]


async def test_what_concerns_several_people_reaches_each_of_them(
    settings: GatewaySettings, nats_url: str
) -> None:
    both = [account_id_of("zhang"), account_id_of("li")]
    async with a_notifier(settings, nats_url) as consumer:
        for account_id in (*both, *both):
            await consumer.take(as_told(a_request(account_id, "node-1-urged")))
    delivered = await told(settings, "identity.notification.delivered.v1")
    assert sorted(event["account_id"] for event in delivered) == sorted(map(str, both))


@pytest.mark.parametrize(
    ("account_id", "reason"),
    [(account_id_of("window1"), "no_channel"), (uuid4(), "unknown_account")],
)
async def test_a_person_who_cannot_be_reached_is_told_as_such(
    settings: GatewaySettings, nats_url: str, account_id: UUID, reason: str
) -> None:
    async with a_notifier(settings, nats_url) as consumer:
        await consumer.take(as_told(a_request(account_id, "k")))
    failed = await told(settings, "identity.notification.failed.v1")
    assert [event["reason"] for event in failed] == [reason]


async def enter(
    consumer: Notifier, settings: GatewaySettings, account_id: UUID, kind: ChannelKind, address: str
) -> None:
    """The account can be reached there, and likes it best."""
    data, contact_id = settings.personal_data(), new_id()
    cipher = data.encrypt(address, Cell("contact_channel", "address_cipher", contact_id))
    contact = Contact(contact_id, kind, cipher, f"****{address[-4:]}", preferred=True)
    async with UnitOfWork(consumer.pool, clock(), actor="test") as work:
        await contacts.add(work, account_id, contact, data.blind_index(kind, address))
        await work.commit()


async def test_a_channel_that_refuses_is_told_and_not_tried_again(
    settings: GatewaySettings, nats_url: str
) -> None:
    window = account_id_of("window1")
    async with a_notifier(settings, nats_url) as consumer:
        await enter(consumer, settings, window, "sms", SMS_OF_NOBODY)
        await consumer.take(as_told(a_request(window, "k")))
    failed = await told(settings, "identity.notification.failed.v1")
    assert [event["reason"] for event in failed] == ["refused_by_channel"]


async def test_what_one_channel_refuses_goes_by_the_persons_next(
    settings: GatewaySettings, nats_url: str
) -> None:
    zhang = account_id_of("zhang")
    async with a_notifier(settings, nats_url) as consumer:
        await enter(consumer, settings, zhang, "email", f"zhang@{SMS_OF_NOBODY}")
        await consumer.take(as_told(a_request(zhang, "k")))
    delivered = await told(settings, "identity.notification.delivered.v1")
    assert [event["channel"] for event in delivered] == ["sms"]
    assert await told(settings, "identity.notification.failed.v1") == []
    async with a_connection(settings) as connection:
        sent = await connection.fetch("SELECT channel, address_masked, outcome FROM sent_message")
    assert [tuple(row) for row in sent] == [("sms", "138****0001", "delivered")]


class NoSignal:
    """A telephone network that is away."""

    def __init__(self) -> None:
        self.tries = 0

    async def send(self, address: str, message: Outgoing) -> None:
        self.tries += 1
        raise ChannelAway("mas 503")


async def test_while_one_channel_is_away_the_next_is_taken_and_without_one_it_waits(
    settings: GatewaySettings, nats_url: str
) -> None:
    zhang, li = account_id_of("zhang"), account_id_of("li")
    async with a_notifier(settings, nats_url, NoSignal()) as consumer:
        await enter(consumer, settings, zhang, "email", "zhang@home.example")
        await enter(consumer, settings, zhang, "sms", "13800000008")
        await consumer.take(as_told(a_request(zhang, "k")))
        await consumer.take(as_told(a_request(li, "k")))
        await consumer.take(as_told(a_request(li, "k")))
    delivered = await told(settings, "identity.notification.delivered.v1")
    assert [event["channel"] for event in delivered] == ["email"]
    async with a_connection(settings) as connection:
        assert await connection.fetchval("SELECT count(*) FROM sent_message") == 1
        (waits,) = await connection.fetch("SELECT account_id, waits_for FROM waiting_message")
    assert tuple(waits) == (li, "sms")


class Telephone:
    """A person's telephone: what reaches it by text message."""

    def __init__(self) -> None:
        self.read: list[str] = []

    async def send(self, address: str, message: Outgoing) -> None:
        self.read.append(message.text)


def an_invitation(account_id: UUID, opportunity_id: UUID) -> FeedbackNotificationRequested:
    return FeedbackNotificationRequested(
        account_id=account_id,
        template="review_invitation",
        parameters={"case_no": "HC-2026-1"},
        dedupe_key="review_invitation:1",
        words_of=opportunity_id,
    )


async def test_the_code_of_a_review_stands_in_the_text_message_and_nowhere_else(
    settings: GatewaySettings, nats_url: str
) -> None:
    zhang, opportunity_id, telephone = account_id_of("zhang"), uuid4(), Telephone()
    asked: list[UUID] = []

    def words_of(about: UUID) -> dict[str, str]:
        asked.append(about)
        return {"code": "7K3M9Q2T"}

    async with a_notifier(settings, nats_url, telephone) as consumer:
        telling = asyncio.create_task(
            words.keep_telling(consumer.client, "feedback", "review_invitation", words_of)
        )
        await asyncio.sleep(0)  # it has asked to hear
        await consumer.take(as_told(an_invitation(zhang, opportunity_id)))
        await tasks.stop([telling])

    assert asked == [opportunity_id]
    (text,) = telephone.read
    assert "HC-2026-1" in text
    assert "7K3M9Q2T" in text
    async with a_connection(settings) as connection:
        kept = await connection.fetchval("SELECT text FROM sent_message")
        told_in = await connection.fetchval("SELECT string_agg(data::text, '') FROM journal")
    assert "HC-2026-1" in kept
    assert "7K3M9Q2T" not in kept + told_in


async def test_a_message_waits_while_the_owner_of_its_words_is_silent(
    settings: GatewaySettings, nats_url: str
) -> None:
    telephone = Telephone()
    async with a_notifier(settings, nats_url, telephone) as consumer:
        await consumer.take(as_told(an_invitation(account_id_of("zhang"), uuid4())))
    assert telephone.read == []
    async with a_connection(settings) as connection:
        assert await connection.fetchval("SELECT count(*) FROM sent_message") == 0
        lane = await connection.fetchval("SELECT waits_for FROM waiting_message")
    assert lane == "words of feedback"


async def oldest(settings: GatewaySettings, lane: str) -> float:
    """For how many seconds the oldest waits, as the metrics tell it."""
    pool = await open_pool(settings.dsn, size=1, application="test")
    try:
        await waiting.measure(pool)
    finally:
        await pool.close()
    labels = {"queue": f"messages by {lane}"}
    value = REGISTRY.get_sample_value("outward_oldest_seconds", labels)
    assert value is not None
    return value


async def test_what_waits_goes_when_its_channel_is_back_and_nothing_new_waits_behind_it(
    settings: GatewaySettings, nats_url: str
) -> None:
    li, zhang = account_id_of("li"), account_id_of("zhang")
    broken, telephone = NoSignal(), Telephone()
    async with a_notifier(settings, nats_url, broken) as consumer:
        for number in range(40):
            await consumer.take(as_told(a_request(li, f"k{number}")))
        assert broken.tries == 1  # the others do not find out again
        await enter(consumer, settings, zhang, "email", "zhang@home.example")
        await consumer.take(as_told(a_request(zhang, "k")))
        assert len(await told(settings, "identity.notification.delivered.v1")) == 1
        assert await oldest(settings, "sms") > 0 == await oldest(settings, "email")

        tried = []
        for seconds in (0, 6, 6, 10, 30, 31):
            consumer.later(seconds)
            tried.append(await consumer.postman.waiting())
        assert tried == [0, 1, 0, 1, 0, 1]  # one finds out for all, after ever longer rests

        consumer.with_channels({"sms": telephone})
        rounds = [await consumer.postman.waiting() for _ in range(4)]
    assert rounds == [16, 16, 8, 0]
    assert len(telephone.read) == 40
    assert len(await told(settings, "identity.notification.delivered.v1")) == 41
    assert await oldest(settings, "sms") == 0


class Slow:
    """A channel that takes every message, when it is let go on."""

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()
        self.read: list[str] = []

    async def send(self, address: str, message: Outgoing) -> None:
        await self.goes_on.wait()
        self.read.append(message.key)


async def test_two_postmen_take_different_messages_and_none_holds_a_transaction(
    settings: GatewaySettings, nats_url: str
) -> None:
    li, slow, telephone = account_id_of("li"), Slow(), Telephone()
    async with a_notifier(settings, nats_url, slow) as consumer:
        for number in range(20):
            await consumer.ear.take(as_told(a_request(li, f"k{number}")))
        assert await consumer.postman.new() == 16
        async with a_connection(settings) as connection:
            assert await connection.fetchval(FREE) == 4
            assert await connection.fetchval(IN_TRANSACTION) == 0
        slow_one = consumer.postman
        consumer.with_channels({"sms": telephone})
        others = [await consumer.postman.new() for _ in range(2)]
        slow.goes_on.set()
        await slow_one.finish()
    assert (others, len(slow.read), len(telephone.read)) == ([4, 0], 16, 4)
    assert len(await told(settings, "identity.notification.delivered.v1")) == 20


async def test_who_is_stopped_while_a_message_is_sent_writes_what_became_of_it(
    settings: GatewaySettings, nats_url: str
) -> None:
    slow = Slow()
    async with a_notifier(settings, nats_url, slow) as consumer:
        await consumer.ear.take(as_told(a_request(account_id_of("li"), "k")))
        sending = asyncio.create_task(consumer.postman.keep_sending(consumer.postman.new))
        async with a_connection(settings) as connection, asyncio.timeout(10):
            while await connection.fetchval(FREE):  # noqa: ASYNC110 - until it is taken
                await asyncio.sleep(0.01)
        await asyncio.sleep(LOOK_AFTER.total_seconds() + 0.2)  # nobody waits for it any more
        stopping = asyncio.create_task(tasks.stop([sending]))
        await asyncio.sleep(0)
        slow.goes_on.set()
        await stopping
        assert sending.cancelled()
    assert slow.read == ["k"]
    assert len(await told(settings, "identity.notification.delivered.v1")) == 1


async def test_no_more_are_taken_than_were_asked_for_though_the_table_was_empty_just_now(
    settings: GatewaySettings, nats_url: str
) -> None:
    async with a_notifier(settings, nats_url) as consumer:
        async with a_connection(settings) as connection:
            await connection.execute("VACUUM ANALYZE waiting_message")
        for number in range(40):
            await consumer.ear.take(as_told(a_request(account_id_of("li"), f"k{number}")))
        for most in (1, 16):
            async with unit_of_work(consumer.pool, clock(), actor="test") as work:
                assert len(await waiting.claim(work, {NEW: most}, LEASE)) == most


async def test_a_channel_everybody_can_do_without_is_found_when_it_is_back(
    settings: GatewaySettings, nats_url: str
) -> None:
    zhang, broken, telephone = account_id_of("zhang"), NoSignal(), Telephone()
    async with a_notifier(settings, nats_url, broken) as consumer:
        await enter(consumer, settings, zhang, "email", "zhang@home.example")
        await enter(consumer, settings, zhang, "sms", "13800000008")
        for number in range(3):
            await consumer.take(as_told(a_request(zhang, f"k{number}")))
        assert broken.tries == 1
        consumer.later(6)
        consumer.channels["sms"] = telephone
        await consumer.take(as_told(a_request(zhang, "back")))
    assert len(telephone.read) == 1


class FullMailbox:
    """A post office that takes no message for one key, and every other."""

    async def send(self, address: str, message: Outgoing) -> None:
        if message.key == "declined":
            raise MessageDeclined("smtp 452")


async def test_a_message_that_is_declined_is_tried_again_alone_and_stops_nobody(
    settings: GatewaySettings, nats_url: str
) -> None:
    li = account_id_of("li")
    async with a_notifier(settings, nats_url, FullMailbox()) as consumer:
        await consumer.take(as_told(a_request(li, "declined")))
        await consumer.take(as_told(a_request(li, "next")))
        for pause in PAUSES:
            consumer.later(pause.total_seconds() + 1)
            await consumer.postman.new()
    (delivered,) = await told(settings, "identity.notification.delivered.v1")
    (failed,) = await told(settings, "identity.notification.failed.v1")
    assert delivered["dedupe_key"] == "next"
    assert (failed["dedupe_key"], failed["reason"]) == ("declined", "undeliverable")


async def test_a_message_that_fails_unforeseen_is_left_alone_and_told_as_failed_at_last(
    settings: GatewaySettings, nats_url: str
) -> None:
    zhang = account_id_of("zhang")
    async with a_notifier(settings, nats_url) as consumer:
        async with a_connection(settings) as connection:
            await connection.execute(
                "UPDATE contact_channel SET address_cipher = 'v1:broken' WHERE account_id = $1",
                zhang,
            )
        await consumer.take(as_told(a_request(zhang, "broken")))
        assert await consumer.take(as_told(a_request(account_id_of("li"), "whole"))) == 1
        for pause in PAUSES:
            consumer.later(pause.total_seconds() + 1)
            await consumer.postman.new()
        assert await consumer.postman.new() == 0
    (failed,) = await told(settings, "identity.notification.failed.v1")
    assert (failed["dedupe_key"], failed["reason"]) == ("broken", "undeliverable")


async def test_what_waited_too_long_is_told_as_failed(
    settings: GatewaySettings, nats_url: str
) -> None:
    async with a_notifier(settings, nats_url, NoSignal()) as consumer:
        await consumer.take(as_told(a_request(account_id_of("li"), "k")))
        consumer.later(LONGEST_WAIT.total_seconds() + 60)
        await consumer.postman.waiting()
    (failed,) = await told(settings, "identity.notification.failed.v1")
    assert failed["reason"] == "expired"


async def test_who_is_erased_while_a_message_is_sent_leaves_nothing(
    settings: GatewaySettings, nats_url: str
) -> None:
    li = account_id_of("li")

    class Erasing:
        async def send(self, address: str, message: Outgoing) -> None:
            async with a_connection(settings) as connection:
                await connection.execute("DELETE FROM waiting_message WHERE account_id = $1", li)

    async with a_notifier(settings, nats_url, Erasing()) as consumer:
        await consumer.take(as_told(a_request(li, "k")))
    async with a_connection(settings) as connection:
        assert await connection.fetchval("SELECT count(*) FROM sent_message") == 0
    assert await told(settings, "identity.notification.delivered.v1") == []


async def test_the_directory_reaches_the_stream_in_order(
    settings: GatewaySettings, nats_url: str
) -> None:
    client = await broker.connect(nats_url, "test", patience=5)
    relay = asyncio.create_task(Relay(settings.dsn, client, TELLS_AS).run())
    try:
        async with asyncio.timeout(10):
            while await _waiting(settings):  # its short poll is what is waited for
                pass
        info = await client.jetstream().stream_info("IDENTITY", subjects_filter="identity.>")
    finally:
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)
        await broker.close(client)
    written = yaml_in(settings.directory_file)
    staff = [account for account in written["accounts"] if account["kind"] == "staff"]
    assert info.state.subjects == {
        "identity.organ.changed.v1": len(written["organs"]),
        "identity.staff.changed.v1": len(staff),
        "identity.calendar.imported.v1": sum(map(len, written["calendar"].values())),
    }


async def _waiting(settings: GatewaySettings) -> int:
    async with a_connection(settings) as connection:
        return int(await connection.fetchval("SELECT count(*) FROM outbox"))
