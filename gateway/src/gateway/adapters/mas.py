"""SMS over China Mobile's 云MAS, its HTTP interface `/sms/norsubmit` (普通短信).

The operator's manual (云MAS HTTP 接口) is handed to its customers only. Fields, the order of
the mac and the codes are what independent public clients agree on, some of which quote the
manual: `ChinaMobileMasImpl` of diligrp (2019), `MASClient` in C#, `CMCCMasSMS` in Python.

- the body is base64 of JSON: ecName, apId, secretKey, mobiles, content, sign, addSerial, mac;
- mac is the md5, in lower-case hex, of ecName + apId + secretKey + mobiles + content + sign
  + addSerial;
- the answer is {"msgGroup", "rspcod", "success"}; rspcod is one of success, IllegalMac,
  IllegalSignId, InvalidMessage, InvalidUsrOrPwd, NoSignId, TooManyMobiles.

Not verified: `InvalidMobile`, which stands in one client only; the Content-Type (clients
differ). No field for a key was found: after a broken answer a person may read a message
twice. Never tried against the operator itself.
"""

from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import md5

import aiohttp
import orjson
import structlog

from gateway.adapters.channels import ChannelAway, ChannelRefused, told
from gateway.adapters.whole import whole
from gateway.domain.messages import Outgoing

log = structlog.get_logger("channels")

SECONDS = aiohttp.ClientTimeout(total=10, connect=3)
LARGEST_ANSWER = 64 * 1024
REFUSALS = frozenset({"InvalidMessage", "InvalidMobile"})  # others: settings or the operator


@dataclass(frozen=True, slots=True)
class MasAccount:
    """The account of a customer; `sign` is the code of the 签名 that stands before the text."""

    address: str  # of its province: http://host:port
    ec_name: str
    ap_id: str
    secret_key: str = field(repr=False)
    sign: str
    add_serial: str = ""


@dataclass(frozen=True, slots=True)
class MasChannel:
    """One message to one number; redirects are not followed."""

    account: MasAccount

    async def send(self, address: str, message: Outgoing) -> None:
        """Send; ChannelRefused when the operator refuses the number or the text for good."""
        if not (address.isascii() and address.isdigit()):
            raise ChannelRefused("no number")
        code = await self._submitted(request_body(self.account, address, message.text))
        if code in REFUSALS:
            log.warning("refused by the operator", code=code, key=message.key)
            raise ChannelRefused(code)
        if code != "success":
            raise ChannelAway(f"mas {code}")

    async def _submitted(self, body: bytes) -> str:
        try:
            async with (
                aiohttp.ClientSession(timeout=SECONDS) as session,
                session.post(
                    f"{self.account.address.rstrip('/')}/sms/norsubmit",
                    data=body,
                    headers={"Content-Type": "application/json"},
                    allow_redirects=False,
                ) as answer,
            ):
                content = await whole(answer, LARGEST_ANSWER)
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise ChannelAway(f"mas {type(fault).__name__}") from None
        return _code(answer.status, content)


def request_body(account: MasAccount, mobile: str, text: str) -> bytes:
    """What is sent; the order of the fields is the mac's."""
    said = {
        "ecName": account.ec_name,
        "apId": account.ap_id,
        "secretKey": account.secret_key,
        "mobiles": mobile,
        "content": text,
        "sign": account.sign,
        "addSerial": account.add_serial,
    }
    mac = md5("".join(said.values()).encode(), usedforsecurity=False).hexdigest()
    return b64encode(orjson.dumps({**said, "mac": mac}))


def _code(status: int, content: bytes) -> str:
    """What it was answered: a `success` that contradicts itself is none."""
    answer = told("mas", status, content)
    code = answer.get("rspcod")
    if not isinstance(code, str) or (code == "success") is not (answer.get("success") is True):
        raise ChannelAway(f"mas status {status}")
    return code
