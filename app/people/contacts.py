"""Ways to reach someone, and the key by which two of them are the same."""

from enum import StrEnum

from app.core.text import fold

COUNTRY = "PT"


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    OTHER = "other"


def kind_of(value: str) -> ContactKind:
    """What a contact seems to be: mail has its sign, a telephone nine digits, the rest is for people to read.

    >>> kind_of("rosa@example.pt").value, kind_of("912 345 678 (vizinha)").value, kind_of("no café").value
    ('email', 'phone', 'other')
    """
    if "@" in value:
        return ContactKind.EMAIL
    return ContactKind.PHONE if sum(char.isdigit() for char in value) >= 9 else ContactKind.OTHER


def contact_key(kind: str, value: str) -> str:
    """A telephone number in E.164 form, Portuguese unless it says otherwise; anything else folded.

    >>> contact_key("phone", "912 345 678"), contact_key("phone", "00380 44 123 4567")
    ('+351912345678', '+380441234567')
    """
    return phone_key(value) if kind == ContactKind.PHONE else fold(value)


def phone_key(value: str) -> str:
    """The E.164 form of a number as people write it; what cannot be one, folded."""
    import phonenumbers as numbers  # 8 MB of tables that most pages do not need

    try:
        number = numbers.parse(value, COUNTRY)
    except numbers.NumberParseException:
        return fold(value)
    if not numbers.is_possible_number(number):
        return fold(value)
    return numbers.format_number(number, numbers.PhoneNumberFormat.E164)
