"""What `serve` cannot do without is named when it is missing."""

from typing import Literal

import pytest
from pydantic import SecretStr

from gateway.settings import GatewaySettings


@pytest.mark.parametrize("name", ["internal_private_key", "token_key"])
def test_a_missing_key_is_named(name: Literal["internal_private_key", "token_key"]) -> None:
    settings = GatewaySettings(database_url=SecretStr("postgresql://localhost/nothing"))
    with pytest.raises(ValueError, match=f"GATEWAY_{name.upper()} is not set"):
        settings.needed(name)
