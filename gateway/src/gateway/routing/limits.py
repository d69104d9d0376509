"""Rate limits: token buckets per address and per account, told in the headers of every answer.

Headers after draft-ietf-httpapi-ratelimit-headers. The buckets live in this
process; with several workers each keeps its own.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from math import ceil
from time import monotonic
from typing import ClassVar

from gateway.routing.networks import Networks
from shared.refusals import TooManyRequests

REMEMBERED = 50_000
SAME_HOUSEHOLD = 64  # bits of an IPv6 address that one subscriber is given


@dataclass(frozen=True, slots=True)
class Policy:
    """So many requests at once, and again over so many seconds."""

    name: str
    quota: int
    window: int


POLICIES = {
    policy.name: policy
    for policy in (
        Policy("address", 200, 2),
        Policy("account", 100, 2),
        Policy("track", 30, 60),
        Policy("login", 30, 60),
    )
}


@dataclass(eq=False)
class RateExceeded(TooManyRequests):
    """请求太频繁。"""

    advice: ClassVar[str] = "已超过每 {window} 秒 {quota} 次的限制，请 {seconds} 秒后再试。"
    policy: str
    quota: int
    window: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a bucket says: how many are left, and in how many seconds there is one more."""

    policy: Policy
    allowed: bool
    left: int
    seconds: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """The two headers that tell it."""
        policy = self.policy
        return [
            (b"ratelimit-policy", f'"{policy.name}";q={policy.quota};w={policy.window}'.encode()),
            (b"ratelimit", f'"{policy.name}";r={self.left};t={self.seconds}'.encode()),
        ]

    def refusal(self) -> RateExceeded:
        """The refusal of a request over the limit."""
        return RateExceeded(
            self.policy.name, self.policy.quota, self.policy.window, max(self.seconds, 1)
        )


class Limiter:
    """The buckets; `factor` widens every policy, 0 turns them off."""

    def __init__(
        self,
        *,
        factor: float = 1.0,
        exempt: Networks | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._clock = clock
        self._exempt = exempt or Networks()
        self._policies = {
            policy.name: Policy(policy.name, max(1, ceil(policy.quota * factor)), policy.window)
            for policy in POLICIES.values()
        }
        self._off = factor == 0
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, name: str, key: str) -> Verdict | None:
        """Take one from a bucket; None when nobody counts."""
        if self._off:
            return None
        policy, now = self._policies[name], self._clock()
        left, at = self._buckets.pop((name, key), (float(policy.quota), now))
        rate = policy.quota / policy.window
        left = min(policy.quota, left + (now - at) * rate)
        allowed = left >= 1
        left -= allowed
        self._buckets[name, key] = (left, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        wait = 0 if left >= 1 else ceil((1 - left) / rate)
        return Verdict(policy, allowed, int(left), wait)

    def take_for_address(self, name: str, address: str) -> Verdict | None:
        """The same for an address, unless it is a public terminal's on the list."""
        if self._off or not address or address in self._exempt:
            return None
        return self.take(name, _subscriber(address))


def _subscriber(address: str) -> str:
    if ":" not in address:
        return address
    return str(ip_network(f"{address}/{SAME_HOUSEHOLD}", strict=False))
