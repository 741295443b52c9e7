"""Every setting, typed, in one place. Each is read from the environment as HELIOGRAPH_<NAME>."""

import os
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.domain.checking.words import LANGUAGES
from shared.domain.narrating import TELLS
from shared.domain.photo import KINDS
from shared.endpoint.place import Place
from shared.plugins.installed import folder
from shared.runtime.addresses import Networks, is_loopback
from shared.runtime.machine import GIB, decoder_share, memory

SHORTEST_TOKEN = 16  # characters, where others than this machine may ask
SHORTEST_SECRET = 32  # characters

_TOKENS = ("token", "service_token")

# No secret has a default, and no dependency is guessed.
_CLUSTER = ("amqp_url", "mongodb_url", "s3_url", "s3_access_key", "s3_secret_key", "qdrant_url")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HELIOGRAPH_", extra="ignore")

    home: Path = Field(Path(".heliograph"), description="Where the embedded profile keeps photos, catalog and models")
    host: str = Field("127.0.0.1", description="Address to listen on; anything but loopback needs a token")
    port: int = Field(8000, ge=0, le=65535, description="Port of the gateway; 0 takes a free one")
    profile: Literal["embedded", "cluster"] = Field("embedded", description="What stands behind the four ports")
    token: SecretStr | None = Field(None, description="When set, required as a bearer token on every request")
    service_token: SecretStr | None = Field(
        None, description="Cluster: what the services show each other; it opens no library"
    )
    secret: SecretStr | None = Field(
        None,
        description="What signs sessions and seals what accounts keep, at least 32 characters, the same for all "
        "gateways; the embedded profile makes one in the file `secret` of its home",
    )
    plain_http: bool = Field(False, description="Let people sign in from elsewhere without TLS: others can listen")
    session_days: float = Field(90.0, gt=0, description="A sign-in ends after that long, however much it is used")
    session_idle_days: float = Field(30.0, gt=0, description="A sign-in ends once it was not used for so long")
    passwords_at_once: int = Field(
        2, ge=1, le=64, description="Passwords that are compared at once, 64 MiB and most of a core each"
    )
    guess_seconds: float = Field(
        10.0, ge=0, description="Longest pause before a wrong token is answered; it grows by each one"
    )
    public_url: str | None = Field(
        None,
        description="Under which address people open it, such as https://photos.example, where it cannot be told from "
        "their requests: what passkeys are made for, and where a provider of sign-in leads back to",
    )
    oidc_issuer: str | None = Field(
        None,
        description="A provider that people may sign in with (OpenID Connect), by its issuer, such as "
        "https://auth.example/realms/home (docs/operations.md)",
    )
    oidc_client_id: str | None = Field(None, description="What the provider knows Heliograph by")
    oidc_client_secret: SecretStr | None = Field(None, description="The secret that goes with it, where there is one")
    oidc_name: str | None = Field(None, description="What the provider is called on the button; else by its host")
    oidc_sign_up: bool = Field(
        False, description="Let whoever the provider lets in make an account; else accounts are linked to it by hand"
    )
    oidc_scopes: str = Field("openid profile", description="What the provider is asked to tell of people")
    oidc_role_claim: str | None = Field(
        None,
        description="A claim that says at every sign-in whether somebody is admin, member or guest, such as "
        "heliograph_role or realm_access.roles; of several the highest counts",
    )
    oidc_quota_claim: str | None = Field(
        None, description="A claim that says at every sign-in how many GiB somebody's originals may take"
    )
    oidc_private: bool = Field(
        False, description="Let the provider be on this machine or in the own network, and there without TLS"
    )
    trusted_proxies: str = Field(
        "", description="Reverse proxies before it, as addresses or networks by commas: X-Forwarded-For of theirs holds"
    )
    max_connections: int = Field(1024, ge=1, description="Connections at once; more are answered 503")
    max_connections_each: int = Field(
        64, ge=1, description="Connections of one address at once, but a trusted proxy's; more are answered 429"
    )
    header_seconds: float = Field(10.0, gt=0, description="Time until the header of a request must be complete")
    silent_seconds: float = Field(
        30.0, gt=0, description="Time that a body may rest, or that an answer may wait to be read"
    )
    rate: int = Field(
        30_000, ge=0, description="Requests a minute of one account or key at most; more are answered 429; 0: no limit"
    )
    strangers_rate: int = Field(
        3_000, ge=0, description="The same of one address, of requests that tell nobody's account or key"
    )
    max_json: int = Field(2**20, ge=1024, description="Largest body of a request, in bytes, but a file's")
    models: Literal["bundled", "fake"] = Field(
        "bundled", description="Which models a new library begins with; fake is for tests"
    )
    plugins: Path = Field(default_factory=folder, description="Where plugins are installed (docs/plugins.md)")
    device: Literal["cpu", "cuda"] = Field("cpu", description="Where models run")
    ocr: bool = Field(True, description="Read what is written on photos; off, photos are done sooner")
    faces: bool = Field(True, description="Look for faces on photos, and compare them; off, no more are looked for")
    children: int = Field(
        default_factory=lambda: os.cpu_count() or 2,
        ge=1,
        le=256,
        description="Processes a pool, normally one a core",
    )
    max_bytes: int = Field(4 * GIB, ge=1, description="Largest file that is taken")
    max_pixels: int = Field(250_000_000, ge=1, description="Largest picture that is taken, width x height")
    max_uploads: int = Field(128, ge=1, description="Uploads received at once; more are answered 429")
    fresh_uploads: int = Field(
        20, ge=1, description="Uploads a minute from one address whose work goes before that of imports"
    )
    decode_seconds: float = Field(
        60.0, gt=0, description="Time a decoder has for a file of 32 MiB; smaller ones have less, larger ones more"
    )
    decode_memory: int | None = Field(None, ge=GIB // 4, description="Address space of a decoder child, in bytes")
    reconcile_seconds: float = Field(30.0, gt=0, description="Pause between looks for work that got lost")
    resend_seconds: float = Field(3600.0, ge=0, description="A photo's work is sent again at most this often")
    suspicion_seconds: float = Field(
        30.0, ge=0, description="Pause before a photo that a process died with is tried again"
    )
    trash_days: int = Field(
        30,
        ge=0,
        le=365,
        description="Days that deleted photos lie in the trash; 0: a deletion can only be undone at once",
    )
    hold_seconds: float = Field(
        8.0,
        ge=0,
        le=86_400,
        description="Time in which a deletion can be undone where there is no trash; the web app's toast stands six",
    )
    share_after_hours: float = Field(
        24.0,
        ge=0,
        le=24 * 365,
        description="Hours for which new photos are kept back from what is shared by a rule: a smart album, a library",
    )
    sweep_seconds: float = Field(3600.0, gt=0, description="Age at which an original without a record is quarantined")
    audit_days: int = Field(400, ge=1, description="Days that the audit log is kept")
    scrub_rate: int = Field(
        400_000,
        ge=0,
        description="Bytes a second, on average, at which originals are read again and compared with their hashes: "
        "1 TB in a month; 0 never does",
    )
    feature_seconds: float = Field(5.0, gt=0, description="Least pause between two rounds of work on the whole library")
    people_method: Literal["average", "dbscan"] = Field(
        "average", description="How faces are gathered into people: average linkage, or DBSCAN (docs/quality.md)"
    )
    occasions: str = Field(
        "adaptive",
        pattern=r"^(adaptive|fixed:[0-9]{1,4}(\.[0-9]{1,3})?)$",
        description="How photos are parted into occasions: by all that tells them apart, or fixed:24 where so many "
        "hours lie between two of them",
    )
    endpoint_url: str | None = Field(
        None,
        description="An OpenAI-compatible endpoint that is asked to describe photos, such as https://host/v1; "
        "without it no photo leaves the house",
    )
    endpoint_model: str | None = Field(None, description="The model that the endpoint is asked for, by its name there")
    endpoint_key: SecretStr | None = Field(None, description="The endpoint's key, where it wants one")
    endpoint_private: bool = Field(
        False, description="Let the endpoint be on this machine or in the own network, and there without TLS"
    )
    endpoint_unsent: str = Field(
        "screenshot,document",
        description="Kinds of photos that are never sent, by commas: photograph, screenshot, document, drawing",
    )
    endpoint_photos: int = Field(500, ge=0, description="Photos that are sent in a day at most; a day is UTC's")
    endpoint_tokens: int = Field(
        0, ge=0, description="Tokens, as the endpoint counts them, after which no more is sent in a day; 0 counts none"
    )
    summaries_by_endpoint: bool = Field(
        False,
        description="Let the endpoint word the summaries of months and years: it is told counts, countries and things, "
        "and no photo",
    )
    summaries_tell: str = Field(
        "",
        description="What of summaries goes to the endpoint in words, by commas: people, places; else it is told "
        "placeholders",
    )
    summaries_language: str = Field(
        "en",
        description="The language that the endpoint writes summaries in: en, de, fr, es, it, pt or nl; who reads "
        "another one reads templates",
    )
    endpoint_rate: float = Field(60.0, gt=0, description="Requests a minute at most")
    endpoint_at_once: int = Field(2, ge=1, le=64, description="Requests at once")
    endpoint_seconds: float = Field(120.0, gt=0, description="Time that the endpoint has for an answer")
    amqp_url: SecretStr | None = Field(None, description="Cluster: RabbitMQ, amqp://user:password@host/vhost")
    mongodb_url: SecretStr | None = Field(None, description="Cluster: MongoDB, mongodb://user:password@host/")
    mongodb_database: str = Field("heliograph", description="Cluster: the database in MongoDB")
    s3_url: str | None = Field(None, description="Cluster: MinIO or any S3, https://host:port")
    s3_access_key: SecretStr | None = Field(None, description="Cluster: the S3 access key")
    s3_secret_key: SecretStr | None = Field(None, description="Cluster: the S3 secret key")
    s3_bucket: str = Field("heliograph", description="Cluster: the bucket, made when missing")
    s3_region: str = Field("us-east-1", description="Cluster: the bucket's region")
    qdrant_url: str | None = Field(None, description="Cluster: Qdrant, https://host:6333")
    qdrant_api_key: SecretStr | None = Field(None, description="Cluster: Qdrant's key, where it wants one")
    embedder_url: str | None = Field(None, description="Cluster: the embedder, as the gateway reaches it")
    vision_url: str | None = Field(None, description="Cluster: vision, as the gateway reaches it")
    patience: float = Field(60.0, ge=0, description="Seconds that a starting service waits for its dependencies")
    log_format: Literal["text", "json"] = Field("text", description="Logs for people or for machines")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much is logged")

    @field_validator(
        *_TOKENS,
        *_CLUSTER,
        "secret",
        "public_url",
        "oidc_issuer",
        "oidc_client_id",
        "oidc_client_secret",
        "oidc_name",
        "oidc_role_claim",
        "oidc_quota_claim",
        "endpoint_url",
        "endpoint_model",
        "endpoint_key",
    )
    @classmethod
    def _said(cls, value: SecretStr | str | None) -> SecretStr | str | None:
        """A blank word is none: it comes of a variable that nobody filled."""
        if value is None:
            return None
        text = (value.get_secret_value() if isinstance(value, SecretStr) else value).strip()
        return type(value)(text) if text else None

    @field_validator(*_TOKENS, "endpoint_key")
    @classmethod
    def _sendable(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not (token.get_secret_value().isascii() and token.get_secret_value().isprintable()):
            raise ValueError("use letters, digits and signs of ASCII only, as no other can be sent with a request")
        return token

    @field_validator("secret")
    @classmethod
    def _long(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"it can be guessed: take at least {SHORTEST_SECRET} random characters")
        return secret

    @field_validator("public_url")
    @classmethod
    def _origin(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value := value.rstrip("/").lower())
        if parts.scheme not in ("http", "https") or not parts.hostname or value != f"{parts.scheme}://{parts.netloc}":
            raise ValueError("it is a scheme and a host alone, such as https://photos.example")
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
            raise ValueError("it is an address without a query, such as https://auth.example/realms/home")
        return value

    @field_validator("endpoint_unsent")
    @classmethod
    def _kinds(cls, value: str) -> str:
        if unknown := {*_listed(value)} - {*KINDS}:
            raise ValueError(f"there is no kind {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
        return value

    @field_validator("summaries_tell")
    @classmethod
    def _tells(cls, value: str) -> str:
        if unknown := {*_listed(value)} - {*TELLS}:
            raise ValueError(f"{', '.join(sorted(unknown))} cannot be told; there are {', '.join(TELLS)}")
        return value

    @field_validator("summaries_language")
    @classmethod
    def _checked(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"what is said in {value!r} cannot be checked; there are {', '.join(LANGUAGES)}")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, value: str) -> str:
        Networks(value)
        return value

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        tokens = {name: token for name in _TOKENS if (token := getattr(self, name)) is not None}
        missing = [] if tokens else ["token"]
        missing += [name for name in _CLUSTER if getattr(self, name) is None]
        if self.profile == "cluster" and missing:
            raise ValueError(
                f"The cluster profile needs {', '.join(map(_variable, missing))}. docs/settings.md tells what they are."
            )
        if self.token is not None and self.token == self.service_token:
            raise ValueError(
                "HELIOGRAPH_SERVICE_TOKEN is the word of HELIOGRAPH_TOKEN: take another, so that what a service knows "
                "opens no library"
            )
        if self.here:
            return self
        if not tokens:
            raise ValueError(
                f"HELIOGRAPH_HOST={self.host} would let anyone in: set HELIOGRAPH_TOKEN to a long random word, or "
                "listen on 127.0.0.1"
            )
        for name, token in tokens.items():
            if len(token) < SHORTEST_TOKEN:
                raise ValueError(
                    f"{_variable(name)} can be guessed: where others than this machine may ask "
                    f"(HELIOGRAPH_HOST={self.host}) it needs at least {SHORTEST_TOKEN} characters"
                )
        return self

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if self.endpoint_url is not None and self.endpoint_model is None:
            raise ValueError("HELIOGRAPH_ENDPOINT_URL needs HELIOGRAPH_ENDPOINT_MODEL: the name of the model there")
        if self.endpoint is not None:
            self.endpoint.check()
        if self.oidc_issuer is not None and self.oidc_client_id is None:
            raise ValueError("HELIOGRAPH_OIDC_ISSUER needs HELIOGRAPH_OIDC_CLIENT_ID: what the provider knows us by")
        return self

    @property
    def endpoint(self) -> Place | None:
        """Who is asked to describe photos, if anybody is."""
        if self.endpoint_url is None or self.endpoint_model is None:
            return None
        key = self.endpoint_key.get_secret_value() if self.endpoint_key else ""
        return Place(self.endpoint_url, self.endpoint_model, key, self.endpoint_private, self.endpoint_seconds)

    @property
    def unsent_kinds(self) -> tuple[str, ...]:
        return _listed(self.endpoint_unsent)

    @property
    def told_in_words(self) -> tuple[str, ...]:
        """What of summaries goes to the endpoint in words."""
        return tuple(_listed(self.summaries_tell))

    @property
    def here(self) -> bool:
        """Whether only this machine is listened to."""
        return self.host == "localhost" or is_loopback(self.host)

    @property
    def peers_token(self) -> SecretStr | None:
        """What services show each other. For this release HELIOGRAPH_TOKEN, where they have no word of their own."""
        return self.service_token or self.token

    @property
    def warnings(self) -> list[str]:
        """What still works and will not for long, a sentence each."""
        if self.profile == "cluster" and self.service_token is None:
            return [
                "HELIOGRAPH_SERVICE_TOKEN is not set, so services show each other HELIOGRAPH_TOKEN, which opens the "
                "whole library. The next release will not take it: give them all the same long random word "
                "(docs/operations.md)."
            ]
        return []

    @property
    def decoder_memory(self) -> int:
        """What is set, or a decoder's share of what is there."""
        return self.decode_memory or decoder_share(memory(), self.children)

    @property
    def trash_seconds(self) -> float:
        """For how long what is deleted can be taken back."""
        return max(self.trash_days * 86_400.0, self.hold_seconds)

    @property
    def models_folder(self) -> Path:
        return self.home / "models"

    @property
    def demonstration_folder(self) -> Path:
        return self.home / "demonstration"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def explained(error: ValidationError) -> list[str]:
    """A sentence for each setting that is wrong, in the words of the environment."""
    return [
        "".join(f"{_variable(str(part))}: " for part in problem["loc"]) + problem["msg"].removeprefix("Value error, ")
        for problem in error.errors()
    ]


def _variable(name: str) -> str:
    return f"HELIOGRAPH_{name.upper()}"
