"""Where we call, and where nobody can send us."""

import pytest

from svc_approvals.domain.addresses import Reach

OUTSIDE = Reach()
DEMO = Reach(loopback=True)
INTRANET = Reach.of("10.20.0.0/16, fd00:1::/32")


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8"])
def test_public_addresses_may_be_called(address: str) -> None:
    assert OUTSIDE.allows(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "::1", "0.0.0.1", "::", "10.0.0.1", "10.20.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00::1", "100.64.0.1", "224.0.0.1",
        "ff02::1", "255.255.255.255", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_our_own_and_reserved_addresses_may_not(address: str) -> None:
    assert not OUTSIDE.allows(address)


def test_a_network_of_the_intranet_may_be_called_when_it_is_named() -> None:
    assert INTRANET.allows("10.20.3.4")
    assert INTRANET.allows("fd00:1::5")
    assert not INTRANET.allows("10.21.0.1")
    assert not INTRANET.allows("169.254.169.254")
    assert not INTRANET.allows("127.0.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "http://system.example/x", "ftp://system.example/x", "https://", "https:///x", "x",
        "https://user:word@system.example/", "https://user@system.example/",
        "https://system.example/#there", "https://127.0.0.1/", "https://[::1]/",
        "https://169.254.169.254/latest", "https://10.0.0.1/", "https://system.example:99999/",
        "https://[::ffff:10.0.0.1]/", "http://localhost:80/", "http://127.0.0.1/", "file:///etc",
    ],
)  # fmt: skip
def test_a_url_we_may_not_call_is_named(url: str) -> None:
    assert OUTSIDE.complaint(url)


def test_urls_that_may_be_called() -> None:
    assert OUTSIDE.complaint("https://system.example:8443/pushed?of=yangguang") is None
    assert INTRANET.complaint("https://10.20.0.9/pushed") is None
    assert DEMO.complaint("http://127.0.0.1:9000/pushed") is None
    assert DEMO.complaint("http://system.example/pushed") is not None


def test_what_is_no_network_is_named() -> None:
    with pytest.raises(ValueError, match="everything"):
        Reach.of("everything")
