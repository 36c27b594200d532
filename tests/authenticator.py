"""A device that keeps passkeys, in software: what a browser would answer, right or wrong in one thing."""

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey. `site` and `origin` are where its holder is; `count` is what it says of its uses."""

    site: str = "localhost"
    origin: str = "http://localhost"
    count: int = 0
    flags: int = PRESENT | VERIFIED
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, question: str) -> str:
        """What `navigator.credentials.create` answers, without attestation."""
        told = self._told("webauthn.create", question)
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        held = bytes(16) + struct.pack(">H", len(self.id)) + self.id + encode_cbor(public)
        data = self._data(self.flags | ATTESTED) + held
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=told, attestationObject=attestation)

    def show(self, question: str) -> str:
        """What `navigator.credentials.get` answers; each time the device counts one use more."""
        self.count += 1
        told, data = self._told("webauthn.get", question), self._data(self.flags)
        signed = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=data, signature=signed)

    def _told(self, kind: str, question: str) -> bytes:
        asked = json.loads(question)
        told = {"type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _answer(self, **parts: bytes) -> str:
        said: dict[str, Any] = {name: bytes_to_base64url(part) for name, part in parts.items()}
        name = bytes_to_base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})
