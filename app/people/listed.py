"""People as they stand in lists: how their columns are called, and the id of whoever a row brings in."""

from uuid import UUID

from app.core.links import derived

NAME = ("Nome", "Nome completo", "Participante", "Name")
BORN = (
    "Ano de nascimento",
    "Ano nascimento",
    "Ano",
    "Nascimento",
    "Data de nascimento",
    "Year of birth",
    "Birth year",
)
CONTACT = ("Contacto", "Contato", "Telefone", "Telemóvel", "Tlm", "E-mail", "Contact", "Phone")


def id_of(whence: UUID, key: tuple[object, ...]) -> UUID:
    """The id of whoever a row brings in as new: the same when the same list comes again from there.

    Keyed with the secret, so that the id tells nothing about the name.
    """
    return UUID(bytes=derived("row", whence, repr(key).encode())[:16], version=5)
