"""Passwords: argon2id hashes, and what makes a password too weak.

Cost: 46 MiB, one pass, one lane, the first choice of the OWASP password storage guide; on a server
with two cores several sign-ins at once must not take the memory of the workers.
"""

from enum import StrEnum
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.text import composed, fold, words

SHORTEST = 12
FEWEST_CHARACTERS = 5
LEAST_OWN = 6

_hasher = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)
NOBODYS_HASH = (
    "$argon2id$v=19$m=47104,t=1,p=1$IGye5yNyWRUu4sUGKC2JhA$I5wUw5HzaeYQP6VC4rC986F7JMjFcx4pHwtuRg+qL0g"
)
"""The hash of a password that nobody knows: an unknown address costs the same time as a known one."""

_COMMON_WORDS = """
    password passwordpassword palavrapasse palavrachave senhasecreta senhasegura mudarsenha
    administrador administrator adminadmin bemvindo welcome letmein iloveyou amoteamo
    qwerty qwertyuiop qwertyuiopasdfghjkl asdfghjkl zxcvbnm azerty azertyuiop qazwsxedc abcdefghijkl
    abcdefghijklm portugal benfica sporting porto fcporto slbenfica lisboa camara municipio camaramunicipal
    juntadefreguesia autonomus quiosque segredo changeme trocaisto correcthorsebatterystaple teste testeteste
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class Weakness(StrEnum):
    SHORT = "short"
    COMMON = "common"
    PERSONAL = "personal"


def hash_password(password: str) -> str:
    """The argon2id hash; takes some hundredths of a second, so hold no lock meanwhile.

    Of the composed form: which of the two a keyboard sends is nothing that people know.
    """
    return _hasher.hash(composed(password))


def matches(stored: str, password: str) -> bool:
    """Whether the password belongs to the stored hash; an empty one takes as long and never matches."""
    try:
        _hasher.verify(stored or NOBODYS_HASH, composed(password))
    except (InvalidHashError, VerificationError):
        return False
    return bool(stored)


def weakness_of(password: str, *, name: str, email: str) -> Weakness | None:
    """Why a password is too weak: under 12 characters, among the commonest, or made of name and address."""
    if len(password) < SHORTEST:
        return Weakness.SHORT
    folded = fold(password)
    letters = "".join(char for char in folded if char.isalpha())
    if len(set(folded)) < FEWEST_CHARACTERS or letters in _COMMON or _is_run(folded):
        return Weakness.COMMON
    if _without(folded, [*words(name), *words(email)]) < LEAST_OWN:
        return Weakness.PERSONAL
    return None


def _is_run(folded: str) -> bool:
    """Whether it only counts up or down: "123456789012", "abcdefghijkl"."""
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    return steps <= {1, -9} or steps <= {-1, 9}


def _without(folded: str, personal: list[str]) -> int:
    """How many letters and digits are left when the personal words are taken out."""
    for word in sorted(personal, key=len, reverse=True):
        if len(word) > 2:
            folded = folded.replace(word, "")
    return sum(char.isalnum() for char in folded)
