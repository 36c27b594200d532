"""The code on a certificate or declaration, by which anybody can check it.

Twelve letters and digits without those that are mistaken for each other: 60 bits, so that nobody finds one by
trying. It is derived from the paper's id and the installation's secret, so that the same paper can be printed
again; only its hash is stored.
"""

import hashlib
import hmac
from uuid import UUID

from app.core.text import fold, name_words

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def code_of(certificate_id: UUID, *, secret: str) -> str:
    """The code without its hyphens: always the same for the same paper."""
    number = int.from_bytes(_keyed(secret, b"paper code:" + certificate_id.bytes))
    return "".join(ALPHABET[number >> (5 * at) & 31] for at in range(LENGTH))


def grouped(code: str) -> str:
    """As it is printed: "7KQM-3XDP-9TRA"."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def typed(text: str) -> str:
    """The code somebody typed or read out, however they wrote it; "" for what cannot be one."""
    plain = "".join(char for char in fold(text).upper() if char.isalnum()).translate(_MISREAD)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else ""


def hashed(code: str, *, secret: str) -> str:
    """What is stored of a code."""
    return _keyed(secret, b"paper hash:" + code.encode()).hex()


def _keyed(secret: str, content: bytes) -> bytes:
    return hmac.new(secret.encode(), content, hashlib.sha256).digest()


def initials(name: str) -> str:
    """What of a name is shown to whoever checks a paper: "Joaquina d'Ávila" is "J. A."."""
    return " ".join(f"{word[0].upper()}." for word in name_words(name))
