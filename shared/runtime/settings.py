"""Every setting, typed, in one place. Each is read from the environment as HELIOGRAPH_<NAME>."""

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

GIB = 2**30


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HELIOGRAPH_", extra="ignore")

    home: Path = Field(Path(".heliograph"), description="Where the embedded profile keeps photos, catalog and models")
    host: str = Field("127.0.0.1", description="Address to listen on; anything but loopback needs a token")
    port: int = Field(8000, ge=0, le=65535, description="Port of the gateway; 0 takes a free one")
    profile: Literal["embedded", "cluster"] = Field("embedded", description="What stands behind the four ports")
    token: SecretStr | None = Field(None, description="When set, required as a bearer token on every request")
    models: Literal["bundled", "fake"] = Field("bundled", description="Which models look at photos; fake is for tests")
    device: Literal["cpu", "cuda"] = Field("cpu", description="Where models run")
    children: int = Field(
        default_factory=lambda: os.cpu_count() or 2,
        ge=1,
        le=256,
        description="Processes a pool, normally one a core",
    )
    max_bytes: int = Field(4 * GIB, ge=1, description="Largest file that is taken")
    max_pixels: int = Field(250_000_000, ge=1, description="Largest picture that is taken, width x height")
    max_uploads: int = Field(128, ge=1, description="Uploads received at once; more are answered 429")
    decode_seconds: float = Field(60.0, gt=0, description="Time a decoder has for one file")
    decode_memory: int = Field(4 * GIB, ge=GIB // 4, description="Address space of a decoder child, in bytes")
    reconcile_seconds: float = Field(30.0, gt=0, description="Pause between looks for work that got lost")
    resend_seconds: float = Field(3600.0, ge=0, description="A photo's work is sent again at most this often")
    sweep_seconds: float = Field(3600.0, gt=0, description="Age at which an original without a record is quarantined")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much is logged")

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        if self.profile == "cluster" and self.token is None:
            raise ValueError("HELIOGRAPH_TOKEN is required by the cluster profile: set it to a long random word")
        if self.token is None and not _loopback(self.host):
            raise ValueError(
                f"HELIOGRAPH_HOST={self.host} would let anyone in: set HELIOGRAPH_TOKEN too, or listen on 127.0.0.1"
            )
        return self

    @property
    def models_folder(self) -> Path:
        return self.home / "models"


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
