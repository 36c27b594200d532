"""The columns of lists of services: the headings they are known by, ours first, and how their cells are read.

Portuguese, as in lists of offers. A list says of a place only its name; an empty address, telephone or hours
are those of the place. Hours that are not in OpenStreetMap's syntax stay as they were written.
"""

import re
from collections.abc import Mapping
from functools import cache, partial

from babel import Locale

from app.core import values
from app.core.exports import Cell
from app.core.hours.syntax import LONGEST
from app.core.i18n import MAIN, codes_by_name, languages
from app.core.reading import Column
from app.core.sheets import Value
from app.core.text import fold
from app.core.values import Problem, Reader, Unreadable
from app.directory.index.lists import competences
from app.directory.index.vocabulary import vocabulary

KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "name": ("Nome", "Serviço", "Nome do serviço", "Name"),
    "place": ("Local", "Local de atendimento", "Place"),
    "description": ("Descrição", "Description"),
    "kind": ("Tipo", "Kind"),
    "themes": ("De que se trata", "Temas", "Themes"),
    "needs": ("Também ajuda com", "Necessidades"),
    "groups": ("A quem se destina", "Público", "Destinatários"),
    "groups_detail": ("A quem se destina, por palavras",),
    "access_conditions": ("Condições", "Condições de acesso"),
    "what_to_bring": ("O que levar", "Documentos necessários"),
    "cost": ("Custo", "Cost"),
    "cost_detail": ("Quanto custa, por palavras", "Preço"),
    "languages": ("Línguas faladas", "Languages spoken"),
    "reception": ("Onde acontece",),
    "request": ("Formas de pedir",),
    "requester": ("Quem pode pedir",),
    "request_detail": ("Como se pede, por palavras", "Como pedir"),
    "request_url": ("Ligação", "Link", "URL"),
    "phone": ("Telefone", "Telemóvel", "Telephone", "Phone"),
    "email": ("Correio eletrónico", "E-mail"),
    "address": ("Morada", "Endereço", "Address"),
    "postal_code": ("Código postal", "Postal code"),
    "town": ("Localidade", "Town"),
    "directions": ("O caminho por pontos de referência", "Como chegar"),
    "opening_hours": ("Horário de atendimento", "Horário", "Opening hours"),
    "competences": ("Competências", "Competences"),
    "source": ("Fonte", "Origem", "Source"),
    "external_id": ("N.º do serviço", "Número do serviço"),
}
HEADINGS: Mapping[str, str] = {name: headings[0] for name, headings in KNOWN_AS.items()}
ONLY_READ = (
    "Estado", "Verificado em", "A verificar até", "Línguas da descrição", "Telefone do local",
    "Correio eletrónico do local", "Morada do local", "Horário do local",
)  # fmt: skip
"""What a list of ours says besides, and no list changes."""
_EXAMPLE = {
    "name": "Ajuda com papéis",
    "place": "Balcão da praça",
    "description": "Ajudamos a ler cartas e a preencher formulários, sem marcação.",
    "groups": "Todas as pessoas",
    "what_to_bring": "Documento de identificação",
    "cost": "Gratuito",
    "languages": "português; inglês",
    "phone": "+351200000000",
    "opening_hours": "Mo-Fr 09:00-12:30,14:00-17:00; PH off",
}
EXAMPLE: list[Cell] = [_EXAMPLE.get(name) for name in HEADINGS]
VALUES = {"kind": "kind", "cost": "cost"}
SEVERAL = ("themes", "needs", "groups", "reception", "request", "requester")
"""The columns that hold one value of a vocabulary, and of which; and those that hold several of their own."""
_VITAL = {"place", "source", "external_id"}
_CODE = re.compile(r"[a-z]{2,3}")


def columns() -> tuple[Column, ...]:
    """The columns for reading one list, which asks only once what the same names of competences mean."""
    read = _readers()
    return tuple(
        Column(name, headings, read[name], is_required=name == "name", is_vital=name in _VITAL)
        for name, headings in KNOWN_AS.items()
    )


def _readers() -> Mapping[str, Reader]:
    words = values.text()
    return {
        **dict.fromkeys(("name", "place", "town"), words),
        **dict.fromkeys(
            (
                "groups_detail",
                "access_conditions",
                "what_to_bring",
                "cost_detail",
                "request_detail",
                "directions",
            ),
            values.lines(4_000),
        ),
        **{name: values.one_of(partial(vocabulary, list_name)) for name, list_name in VALUES.items()},
        **{name: values.several_of(partial(vocabulary, name)) for name in SEVERAL},
        "description": values.lines(10_000),
        "languages": lambda value: tuple(map(_language, values.parts(value))),
        "request_url": values.link,
        "phone": values.phone,
        "email": values.mail,
        "address": values.text(500),
        "postal_code": values.text(20),
        "opening_hours": values.text(LONGEST),
        "competences": cache(competences),
        "source": values.text(100),
        "external_id": values.identifier(300),
    }


def language_said(code: str) -> str:
    """A language by its Portuguese name, else by its code."""
    name = _names(MAIN).get(code, "")
    return name if codes_by_name().get(fold(name)) == code else code


def _language(written: Value) -> str:
    code = codes_by_name().get(fold(str(written)), str(written).lower())
    if not _CODE.fullmatch(code):
        raise Unreadable(Problem.UNKNOWN)
    return code


@cache
def _names(language: str) -> Mapping[str, str]:
    return {code: str(name) for code, name in Locale.parse(languages()[language].locale).languages.items()}
