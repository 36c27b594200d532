"""Ways to reach someone, and the key by which two of them are the same."""

from enum import StrEnum

from app.core.text import fold

COUNTRY = "PT"


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    OTHER = "other"


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
