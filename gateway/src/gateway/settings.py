"""Settings of the gateway: environment variables with the prefix GATEWAY_."""

from datetime import timedelta
from pathlib import Path
from typing import Literal, Self

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings

PRIVATE_NETWORKS = "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"

TELLS_AS = "identity"  # what the gateway tells is told under this name


class GatewaySettings(ServiceSettings):
    """What the gateway needs beside what every service does."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_", extra="ignore")

    http_port: int = 8000
    internal_private_key: SecretStr = SecretStr("")

    identity: Literal["embedded", "oidc"] = "embedded"
    token_key: SecretStr = SecretStr("")
    access_token_minutes: int = Field(default=30, ge=1, le=120)
    oidc_issuer: str = ""
    oidc_audience: str = "yangguang"
    oidc_jwks_url: str = ""
    oidc_algorithm: Literal["ES256", "RS256"] = "ES256"

    wechat: Literal["stand-in", "code2session", "off"] = "stand-in"
    wechat_app_id: str = ""
    wechat_secret: SecretStr = SecretStr("")

    upstream_documents: str = ""
    upstream_budget: str = ""
    upstream_approvals: str = ""
    upstream_policies: str = ""
    upstream_feedback: str = ""

    limit_factor: float = Field(default=1.0, ge=0, description="0 turns rate limits off")
    limit_exempt: str = Field(default="", description="networks of public terminals")
    trusted_proxies: str = Field(default="", description="networks of our reverse proxies")
    operators: str = Field(default=PRIVATE_NETWORKS, description="who may see health and metrics")

    cors_origins: str = Field(default="", description="origins whose pages may ask us")
    tls_seconds: int = Field(
        default=31_536_000, ge=0, description="browsers that came by TLS come by TLS alone so long"
    )

    cache_mib: int = Field(default=64, ge=0, le=4096, description="public answers; 0: none kept")

    region_code: str = "431202"
    directory_file: Path = Path(__file__).resolve().parents[2] / "demo" / "directory.yaml"

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """The public half follows from the private key; each way of login has what it needs."""
        private = self.internal_private_key.get_secret_value()
        if private and not self.internal_public_key:
            key = load_pem_private_key(private.encode(), None).public_key()
            pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            self.internal_public_key = pem.decode()
        if self.identity == "oidc" and not (self.oidc_issuer and self.oidc_jwks_url):
            raise ValueError("identity=oidc needs GATEWAY_OIDC_ISSUER and GATEWAY_OIDC_JWKS_URL")
        if self.wechat == "code2session" and not self.wechat_app_id:
            raise ValueError("wechat=code2session needs GATEWAY_WECHAT_APP_ID and _SECRET")
        return self

    @property
    def upstreams(self) -> dict[str, list[str]]:
        """The addresses of the services that are configured."""
        given = {
            "documents": self.upstream_documents,
            "budget": self.upstream_budget,
            "approvals": self.upstream_approvals,
            "policies": self.upstream_policies,
            "feedback": self.upstream_feedback,
        }
        return {service: listed(text) for service, text in given.items() if text.strip()}

    @property
    def access_token_lifetime(self) -> timedelta:
        """How long an access token of the embedded issuer is good."""
        return timedelta(minutes=self.access_token_minutes)


def listed(text: str) -> list[str]:
    """The parts of a comma-separated setting."""
    return [part.strip() for part in text.split(",") if part.strip()]
