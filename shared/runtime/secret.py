"""The installation's secret: from it all keys are derived that sign and seal, so that none but it must be kept."""

import base64
import os
import secrets
import stat
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.blobs.os_errors import os_errors
from shared.durable import sync
from shared.errors import Invalid
from shared.runtime.settings import Settings

_BYTES = 32
_KEPT = "seal"  # the purpose of what the catalog keeps


class Secret:
    def __init__(self, word: bytes) -> None:
        self._word = word

    def key(self, purpose: str) -> bytes:
        """32 bytes for one purpose, of which none tells anything of another or of the secret (HKDF, RFC 5869)."""
        return HKDF(SHA256(), _BYTES, salt=None, info=f"heliograph {purpose}".encode()).derive(self._word)

    def seal(self, text: str, purpose: str = _KEPT) -> str:
        """Encrypted and signed, for what must be read again, and for this purpose alone (Fernet)."""
        return self._box(purpose).encrypt(text.encode()).decode()

    def unsealed(self, sealed: str, purpose: str, seconds: float) -> str | None:
        """None for what was not sealed by this secret for this purpose, or longer ago than that."""
        try:
            return self._box(purpose).decrypt(sealed, ttl=int(seconds)).decode()
        except (InvalidToken, ValueError):
            return None

    def unseal(self, sealed: str) -> str:
        """Of what is kept. Raises Invalid for what was sealed by another secret."""
        try:
            return self._box(_KEPT).decrypt(sealed).decode()
        except InvalidToken:
            raise Invalid(
                "It was sealed by another secret than this installation has. Give it back the one it had "
                "(docs/security.md), or use a recovery code."
            ) from None

    def _box(self, purpose: str) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(self.key(purpose)))


def secret_of(settings: Settings) -> Secret | None:
    """That of HELIOGRAPH_SECRET; else in the embedded profile the one in the home folder, made where there is none, for
    who holds that folder. None where a cluster has none. Raises Invalid for a file that others may read or that is
    cut off."""
    if settings.secret is not None:
        return Secret(settings.secret.get_secret_value().encode())
    return Secret(_kept(settings.home / "secret")) if settings.profile == "embedded" else None


@os_errors("The disk of the home folder")
def _kept(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Invalid(f"Others of this machine may read {path}, which signs everybody in: chmod 600 {path}")
    word = path.read_bytes()
    if len(word) != _BYTES:
        raise Invalid(
            f"{path} is damaged: it has {len(word)} bytes of {_BYTES}. Put it back from a backup, or delete it: then "
            "everybody signs in again, those with a code by a recovery code."
        )
    return word


def _make(path: Path) -> None:
    """Whole or not at all, and never readable for others."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(secrets.token_bytes(_BYTES))
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)
