"""The sealed box: what a device writes with the public key of a pack, only its private key opens.

An ephemeral key on P-256 (ECDH), HKDF-SHA-256 and AES-256-GCM, as Web Crypto has them (js/outreach/box.js).
The pack and the record are bound into the box: carried to another record it opens no more. All bytes travel
as base64url without padding. `cryptography` is imported when a box is at hand (see core/encryption.py).
"""

import base64
import os
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

VERSION = 1
INFO = b"autonomus outreach 1"
KEY, NONCE, SCALAR = 32, 12, 32
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class NotOpened(Exception):
    """It is no box of this key, or not as it was sealed."""


def new_pair() -> tuple[str, str]:
    """A public key, its uncompressed point, and its private key, its number; both in base64url."""
    key = _new_key()
    return packed(_bytes_of(key.public_key())), packed(key.private_numbers().private_value.to_bytes(SCALAR))


def open_box(envelope: Mapping[str, Any], private_key: str) -> bytes:
    """What was sealed; raises NotOpened for anything that is not exactly what a device sealed."""
    from cryptography.exceptions import InvalidTag

    try:
        if envelope["v"] != VERSION:
            raise ValueError("another version")  # noqa: TRY301
        point, nonce, sealed = (unpacked(envelope[name]) for name in ("point", "iv", "sealed"))
        own = _private_key(private_key)
        about = _about(UUID(envelope["pack"]), UUID(envelope["record"]))
        key = _shared_key(own, point, salt=point + _bytes_of(own.public_key()))
        return bytes(_cipher(key).decrypt(nonce, sealed, about))
    except (InvalidTag, KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotOpened from error


def seal_box(
    content: bytes, *, public_key: str, pack_id: UUID, record_id: UUID, carried: str
) -> dict[str, Any]:
    """The same as a device seals. The server itself seals nothing: this is for tests."""
    ephemeral, recipient = _new_key(), unpacked(public_key)
    point, nonce = _bytes_of(ephemeral.public_key()), os.urandom(NONCE)
    key = _shared_key(ephemeral, recipient, salt=point + recipient)
    return {
        "v": VERSION,
        "record": str(record_id),
        "pack": str(pack_id),
        "point": packed(point),
        "iv": packed(nonce),
        "sealed": packed(_cipher(key).encrypt(nonce, content, _about(pack_id, record_id))),
        "carried": carried,
    }


def packed(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    """The bytes of base64url without padding; ValueError for anything else."""
    if not _BASE64URL.fullmatch(text):
        raise ValueError("no base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _about(pack_id: UUID, record_id: UUID) -> bytes:
    return f"{VERSION}:{pack_id}:{record_id}".encode()


def _new_key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _private_key(text: str) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec

    number = unpacked(text)
    if len(number) != SCALAR:
        raise ValueError("no private key")
    return ec.derive_private_key(int.from_bytes(number), ec.SECP256R1())


def _bytes_of(key: Any) -> bytes:
    """The uncompressed point, 65 bytes."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return bytes(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _shared_key(own: Any, point: bytes, *, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    shared = own.exchange(ec.ECDH(), other)
    return bytes(HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=INFO).derive(shared))


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
