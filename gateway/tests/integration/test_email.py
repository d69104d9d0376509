"""E-mail over SMTP, against a post office that speaks it."""

from dataclasses import replace
from pathlib import Path

import pytest
from gateway_operators import outgoing
from gateway_post_office import Letters, a_post_office
from structlog.testing import capture_logs

from gateway.adapters.channels import ChannelAway, ChannelRefused, MessageDeclined
from gateway.adapters.smtp import SmtpChannel, Tls

ADDRESS = "zhang@home.example"
TEXT = "您的办件 HC-2026-1 已统一出件，请按选择的方式领取结果。"


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
async def test_a_letter_goes_out_over_tls_by_a_known_sender(tmp_path: Path, tls: Tls) -> None:
    letters = Letters()
    async with a_post_office(letters, tmp_path, tls) as post:
        await SmtpChannel(post).send(ADDRESS, outgoing(TEXT))
    (letter,) = letters.taken
    assert (letter["From"], letter["To"]) == ("notice@gov.example", ADDRESS)
    assert letter["Subject"] == "阳光政务通知"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == TEXT


async def test_a_repeated_sending_carries_the_id_of_the_first(tmp_path: Path) -> None:
    letters = Letters()
    async with a_post_office(letters, tmp_path, "implicit") as post:
        for key in ("k1", "k1", "k2"):
            await SmtpChannel(post).send(ADDRESS, outgoing(TEXT, key))
    first, again, other = (letter["Message-ID"] for letter in letters.taken)
    assert first == again != other
    assert first.endswith("@gov.example>")
    assert "k1" not in first


@pytest.mark.parametrize("answer", ["550 5.1.1 <zhang@home.example>: unknown", "553 no"])
async def test_a_recipient_refused_for_good_is_refused_and_not_named_in_the_log(
    tmp_path: Path, answer: str
) -> None:
    letters = Letters(recipient=answer)
    async with a_post_office(letters, tmp_path, "implicit") as post:
        with capture_logs() as lines, pytest.raises(ChannelRefused):
            await SmtpChannel(post).send(ADDRESS, outgoing(TEXT))
    assert [(line["code"], line["key"]) for line in lines] == [(int(answer[:3]), "k")]
    assert ADDRESS not in str(lines)
    assert letters.taken == []


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        (Letters(recipient="450 4.2.1 zhang@home.example is busy"), "450"),
        (Letters(content="451 later"), "451"),
        (Letters(content="554 not today"), "554"),
    ],
)
async def test_any_other_refusal_is_tried_again_and_names_nobody(
    tmp_path: Path, letters: Letters, code: str
) -> None:
    async with a_post_office(letters, tmp_path, "implicit") as post:
        with pytest.raises(MessageDeclined) as fault:
            await SmtpChannel(post).send(ADDRESS, outgoing(TEXT))
    assert str(fault.value) == f"smtp {code}"


async def test_a_wrong_password_or_an_unknown_certificate_is_no_refusal_of_the_person(
    tmp_path: Path,
) -> None:
    letters = Letters()
    async with a_post_office(letters, tmp_path, "implicit") as post:
        for wrong in (replace(post, password="guessed"), replace(post, ca_file=None)):
            with pytest.raises(ChannelAway):
                await SmtpChannel(wrong).send(ADDRESS, outgoing(TEXT))
    assert letters.taken == []


async def test_a_post_office_nobody_reaches_is_tried_again(tmp_path: Path) -> None:
    async with a_post_office(Letters(), tmp_path, "implicit") as post:
        pass
    with pytest.raises(ChannelAway):
        await SmtpChannel(post).send(ADDRESS, outgoing(TEXT))


@pytest.mark.parametrize("address", ["nobody", "a@b.example\r\nBcc: c@d.example", ""])
async def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    letters = Letters()
    async with a_post_office(letters, tmp_path, "implicit") as post:
        with pytest.raises(ChannelRefused):
            await SmtpChannel(post).send(address, outgoing(TEXT))
    assert letters.taken == []
