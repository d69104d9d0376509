"""Settings of the gateway: environment variables with the prefix GATEWAY_."""

from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Literal, Self

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from gateway.domain.access_tokens import ISSUER
from gateway.routing.instances import name_of
from shared.settings import Finding, ServiceSettings

OPEN_TO_ALL = "a demo: anybody may log in as anybody"
PRIVATE_NETWORKS = "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"

TELLS_AS = "identity"  # what the gateway tells is told under this name

CHANNELS = ("sms", "mini_program", "email")
NEEDED: dict[tuple[str, str], tuple[str, ...]] = {
    ("wechat", "code2session"): ("wechat_app_id",),
    ("sms", "mas"): ("sms_url", "sms_ec_name", "sms_ap_id", "sms_secret_key", "sms_sign"),
    ("email", "smtp"): ("smtp_host", "smtp_sender"),
    ("mini_program", "subscription"): (
        "wechat_app_id", "wechat_secret", "mini_program_templates",
    ),
}  # fmt: skip


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
    demo_password: SecretStr = Field(
        default=SecretStr(""), description="of every account that load enters; none has one without"
    )

    wechat: Literal["stand-in", "code2session", "off"] = "off"
    wechat_app_id: str = ""
    wechat_secret: SecretStr = SecretStr("")

    sms: Literal["stand-in", "mas"] = "stand-in"
    sms_url: str = ""
    sms_ec_name: str = ""
    sms_ap_id: str = ""
    sms_secret_key: SecretStr = SecretStr("")
    sms_sign: str = Field(default="", description="the code of the signature, not its words")
    sms_add_serial: str = ""

    email: Literal["stand-in", "smtp"] = "stand-in"
    smtp_host: str = ""
    smtp_port: int = Field(default=465, ge=1, le=65535)
    smtp_tls: Literal["implicit", "starttls"] = "implicit"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_sender: str = ""
    smtp_ca_file: Path | None = None

    mini_program: Literal["stand-in", "subscription"] = "stand-in"
    mini_program_templates: Path | None = None
    mini_program_state: Literal["formal", "trial", "developer"] = "formal"

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
        if self.oidc_issuer == ISSUER:
            raise ValueError(f"GATEWAY_OIDC_ISSUER cannot be {ISSUER}, which is our own")
        for address in chain.from_iterable(self.upstreams.values()):
            name_of(address)  # or says what is wrong with it
        for (name, chosen), needed in NEEDED.items():
            missing = [f"GATEWAY_{one.upper()}" for one in needed if not _given(getattr(self, one))]
            if getattr(self, name) == chosen and missing:
                raise ValueError(f"{name}={chosen} needs {', '.join(missing)}")
        return self

    def needed(self, name: Literal["internal_private_key", "token_key"]) -> str:
        """A key `serve` cannot do without; ValueError names it when it is missing."""
        key: SecretStr = getattr(self, name)
        if not key.get_secret_value():
            raise ValueError(f"GATEWAY_{name.upper()} is not set")
        return key.get_secret_value()

    def findings(self) -> list[Finding]:
        """By what messages go and whom a demo lets in, for ``check``."""
        chosen = {name: getattr(self, name) for name in CHANNELS}
        real = set(chosen.values()) != {"stand-in"}
        instead = "none: nothing goes this way" if real else "stand-in: nothing is sent"
        return [
            *(
                (name, True, instead if channel == "stand-in" else channel)
                for name, channel in chosen.items()
            ),
            ("wechat", True, OPEN_TO_ALL if self.wechat == "stand-in" else self.wechat),
            ("passwords", True, self._passwords()),
        ]

    def _passwords(self) -> str:
        if self.identity != "embedded":
            return "none: people log in at the issuer"
        return OPEN_TO_ALL if self.demo_password.get_secret_value() else "each account's own"

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


def _given(value: object) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)


def listed(text: str) -> list[str]:
    """The parts of a comma-separated setting."""
    return [part.strip() for part in text.split(",") if part.strip()]
