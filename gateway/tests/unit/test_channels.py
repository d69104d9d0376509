"""By what messages go: the stand-in without settings, the real ones with."""

from pathlib import Path
from typing import Any

import pytest
from gateway_operators import outgoing
from pydantic import SecretStr
from structlog.testing import capture_logs

from gateway.adapters.channels import ChannelRefused, StandInChannel
from gateway.adapters.mas import MasChannel
from gateway.adapters.smtp import SmtpChannel
from gateway.adapters.subscription_messages import SubscriptionChannel
from gateway.settings import GatewaySettings
from gateway.worker import channels_of

EXAMPLE = Path(__file__).parents[2] / "demo" / "subscription-messages.yaml"
SMS = {
    "sms": "mas", "sms_url": "http://127.0.0.1:9", "sms_ec_name": "鹤城区", "sms_ap_id": "hecheng",
    "sms_secret_key": "secret", "sms_sign": "s1gN",
}  # fmt: skip
EMAIL = {"email": "smtp", "smtp_host": "post.example", "smtp_sender": "notice@gov.example"}
MINI_PROGRAM = {
    "mini_program": "subscription", "wechat_app_id": "wx1", "wechat_secret": "secret",
    "mini_program_templates": EXAMPLE,
}  # fmt: skip


def settings(**given: Any) -> GatewaySettings:
    return GatewaySettings(database_url=SecretStr("postgresql://localhost/nothing"), **given)


def test_without_settings_every_channel_is_the_stand_in_and_check_says_so() -> None:
    assert {type(one) for one in channels_of(settings()).values()} == {StandInChannel}
    assert ("sms", True, "stand-in: nothing is sent") in settings().findings()


def test_each_channel_is_the_real_one_when_it_is_set() -> None:
    every = settings(**SMS, **EMAIL, **MINI_PROGRAM)
    channels = {kind: type(one) for kind, one in channels_of(every).items()}
    assert channels == {
        "sms": MasChannel,
        "email": SmtpChannel,
        "mini_program": SubscriptionChannel,
    }
    assert "secret" not in repr(list(channels_of(every).values()))


def test_beside_a_real_channel_no_stand_in_swallows_messages_and_check_says_so() -> None:
    only = settings(**EMAIL)
    assert {kind: type(one) for kind, one in channels_of(only).items()} == {"email": SmtpChannel}
    assert ("sms", True, "none: nothing goes this way") in only.findings()
    assert ("email", True, "smtp") in only.findings()


@pytest.mark.parametrize("given", [SMS, EMAIL, MINI_PROGRAM])
def test_what_a_channel_needs_is_named_when_it_is_missing(given: dict[str, Any]) -> None:
    for name in list(given)[1:]:
        left = {one: value for one, value in given.items() if one != name}
        with pytest.raises(ValueError, match=f"GATEWAY_{name.upper()}"):
            settings(**left)


async def test_the_stand_in_logs_no_word_of_what_it_is_given() -> None:
    with capture_logs() as lines:
        await StandInChannel().send("13800000001", outgoing("评价码 7K3M9Q2T"))
    assert lines == [
        {"event": "stand-in message", "key": "k", "characters": 12, "log_level": "info"}
    ]
    with pytest.raises(ChannelRefused):
        await StandInChannel().send("13900000000", outgoing())
