"""The columns of lists of offers: the headings they are known by, ours first, and how their cells are read.

The headings are Portuguese, as the people are who exchange such lists; values may be written in any language
of the vocabularies.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, partial

from app.core import values
from app.core.exports import Cell
from app.core.reading import Column
from app.core.values import Reader
from app.directory.index.lists import competences
from app.directory.index.vocabulary import vocabulary

VALUES = {
    "kind": "offers",
    "contract": "contracts",
    "working_time": "working_times",
    "schooling": "schooling",
}
"""The columns that hold a value of a vocabulary, and of which."""
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "kind": ("Tipo", "Tipo de oferta", "Kind"),
    "title": ("Título", "Profissão", "Função", "Designação", "Title"),
    "employer": ("Empregador", "Entidade empregadora", "Empresa", "Entidade", "Employer"),
    "description": ("Descrição", "Description"),
    "place": ("Local", "Localidade", "Local de trabalho", "Concelho", "Place"),
    "positions": ("Postos", "N.º de postos", "Postos de trabalho", "Vagas"),
    "contract": ("Contrato", "Tipo de contrato", "Contract"),
    "working_time": ("Regime", "Regime de trabalho", "Working time"),
    "hours": ("Horário", "Horário de trabalho", "Hours"),
    "pay_from": ("Salário de", "Remuneração", "Salário", "Vencimento", "Ordenado", "Pay"),
    "pay_to": ("Salário até", "Remuneração até"),
    "benefits": ("Outras regalias", "Regalias", "Benefícios"),
    "schooling": ("Escolaridade", "Habilitações", "Schooling"),
    "requirements": ("Outros requisitos", "Requisitos", "Requirements"),
    "competences": ("Competências", "Competences"),
    "starts_on": ("Começa em", "Data de início", "Início"),
    "ends_on": ("Acaba em", "Data de fim", "Fim"),
    "total_hours": ("Horas ao todo", "Carga horária", "Total de horas"),
    "how_to_apply": ("Como concorrer", "Candidatura", "How to apply"),
    "phone": ("Telefone", "Telemóvel", "Contacto telefónico", "Phone"),
    "email": ("E-mail", "Correio eletrónico"),
    "url": ("Ligação", "Link", "URL"),
    "valid_until": ("Válida até", "Data limite", "Prazo", "Validade", "Valid until"),
    "source": ("Fonte", "Origem", "Source"),
    "external_id": ("N.º da oferta", "Número da oferta", "N.º oferta", "Referência"),
    "hindrances": ("Motivos por preencher", "Motivos"),
}
HEADINGS: Mapping[str, str] = {name: headings[0] for name, headings in KNOWN_AS.items()}
KNOWN_BY = ("kind", "title", "employer", "place", "hours", "description")
"""The columns by which an offer without a number is known."""
_VITAL = {"kind", "valid_until", "source", "external_id"}
EXAMPLE: list[Cell] = [
    "Oferta de emprego", "Cozinheiro/a de lar", "Lar de Santa Comba", "Preparar refeições para 40 pessoas.",
    "Santa Comba da Várzea", 1, "Sem termo", "Por turnos", "7h00–15h00 ou 14h00–22h00", 920, 1050,
    "Subsídio de alimentação", "9.º ano", "", "Cozinhar refeições", None, None, None, "Telefonar de manhã",
    "+351200000000", "", "", date(2027, 12, 31), "IEFP", "589000001",
    "O horário não serve (noite, turnos, fins de semana)",
]  # fmt: skip


def columns() -> tuple[Column, ...]:
    """The columns for reading one list, which asks only once what the same names of competences mean."""
    read = _readers()
    return tuple(
        Column(name, headings, read[name], is_required=name == "title", is_vital=name in _VITAL)
        for name, headings in KNOWN_AS.items()
    )


def _readers() -> Mapping[str, Reader]:
    words = values.text()
    return {
        **dict.fromkeys(("title", "employer", "place", "hours", "benefits"), words),
        **dict.fromkeys(("requirements", "how_to_apply"), values.lines(1_000)),
        **dict.fromkeys(("starts_on", "ends_on", "valid_until"), values.day),
        **dict.fromkeys(("pay_from", "pay_to"), values.money),
        **dict.fromkeys(("positions", "total_hours"), values.number),
        **{name: values.one_of(partial(vocabulary, list_name)) for name, list_name in VALUES.items()},
        "description": values.lines(4_000),
        "competences": cache(competences),
        "phone": values.phone,
        "email": values.mail,
        "url": values.link,
        "source": values.text(60),
        "external_id": values.identifier(),
        "hindrances": values.several_of(partial(vocabulary, "unfilled")),
    }
