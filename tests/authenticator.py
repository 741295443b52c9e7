"""A device with passkeys, as a browser speaks for it: makes and uses them by WebAuthn level 3, in software."""

import base64
import hashlib
import json
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

# Flags of authenticator data: present, verified, and with a credential.
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Held:
    """A passkey that the device holds."""

    host: str
    user: str  # its handle, as the options told it
    key: ec.EllipticCurvePrivateKey
    counter: int


@dataclass
class Authenticator:
    """`origin`: of the page that the browser shows. `counts`: whether it counts uses. `verifies`: whether it asks its
    holder for a finger or a PIN."""

    origin: str
    counts: bool = True
    verifies: bool = True
    held: dict[str, Held] = field(default_factory=dict)

    def make(self, options: Mapping[str, Any], **lies: Any) -> dict[str, Any]:
        """What the browser answers to create(options). `lies`: other client data."""
        key = ec.generate_private_key(ec.SECP256R1())
        id = _text(raw := secrets.token_bytes(16))
        self.held[id] = Held(options["rp"]["id"], options["user"]["id"], key, 1 if self.counts else 0)
        point = key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        credential = bytes(16) + struct.pack(">H", len(raw)) + raw + cbor2.dumps(cose)
        data = self._data(id, ATTESTED) + credential
        response = {
            "clientDataJSON": _text(self._client_data("webauthn.create", options, lies)),
            "attestationObject": _text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
            "transports": ["internal", "hybrid", "carrier pigeon"],
        }
        return {"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}}

    def use(self, options: Mapping[str, Any], id: str = "", **lies: Any) -> dict[str, Any]:
        """What it answers to get(options), by that passkey or the last one."""
        id = id or list(self.held)[-1]
        held = self.held[id]
        held.counter += self.counts
        data, said = self._data(id), self._client_data("webauthn.get", options, lies)
        signed = held.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": _text(said), "authenticatorData": _text(data), "signature": _text(signed),
            "userHandle": held.user,
        }  # fmt: skip
        return {"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}}

    def _data(self, id: str, more: int = 0) -> bytes:
        held = self.held[id]
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(held.host.encode()).digest() + bytes([flags]) + struct.pack(">I", held.counter)

    def _client_data(self, kind: str, options: Mapping[str, Any], lies: Mapping[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(said | lies).encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
