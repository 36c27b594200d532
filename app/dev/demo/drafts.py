"""A protocol of the demo that is still being written, and a template to fill in. All invented."""

from io import BytesIO

from app.core.db import db
from app.core.files import keep
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import HALL, actor_named
from app.network.drafts.operations import clauses
from app.network.drafts.operations.templates import add_template, read_template
from app.network.protocols.operations import parts, protocols
from app.network.protocols.operations.protocols import Heading, Side, Terms

TITLE = "Protocolo de cedência de espaço e de livros"
SIDES = (
    (HALL, "promoter", "Leonor Castanheira", "Presidente da Câmara"),
    ("Associação Raízes do Freixo", "supporting", "Matilde Freixo", "Presidente da Direção"),
)
OWED = (
    (HALL, "Reparar a sala da antiga escola e pagar a água e a luz."),
    ("Associação Raízes do Freixo", "Abrir a sala três tardes por semana e entregar cem folhetos por mês."),
)


def write_drafts() -> None:
    """With two parties, what each owes, and the clauses with which a text begins."""
    actor = actor_named("Duarte Sobral")
    protocol = protocols.create_protocol(
        actor,
        protocol_id=id_of(f"protocol {TITLE}"),
        municipality_id=AMIEIRA,
        heading=Heading(
            title=TITLE, purpose="Uma sala de leitura e de encontro no Freixo.", owner_id=actor.id
        ),
        terms=Terms(instrument="partnership", renewal="by_act"),
    )
    for name, role, signatory, function in SIDES:
        side = Side(role=role, signatory=signatory, signatory_function=function)
        row_id = id_of(f"{name} in {TITLE}")
        protocols.add_party(actor, row_id=row_id, protocol=protocol, party_id=id_of(name), side=side)
        db.session.refresh(protocol, ["parties"])
    for name, what in OWED:
        duty = parts.Duty(side_id=id_of(f"{name} in {TITLE}"), what=what)
        parts.add_obligation(actor, obligation_id=id_of(what), protocol=protocol, duty=duty)
    clauses.begin(actor, protocol=protocol)
    file = keep(read_template(_letter(), "oficio.odt"), municipality_id=AMIEIRA, actor=actor)
    name = "Ofício de envio"
    add_template(actor, template_id=id_of(name), municipality_id=AMIEIRA, name=name, file_id=file.id)


def _letter() -> bytes:
    """What goes with a protocol that is sent to be signed."""
    from odfdo import Document, Header, Paragraph

    made = Document("text")
    made.body.clear()
    made.body.append(Header(1, "Envio de {{instrumento}}"))
    for words in (
        "Município de {{municipio}}",
        "Junto se envia, para assinatura, «{{titulo}}», a celebrar entre:",
        "{{partes}}",
        "O texto produz efeitos desde {{inicio}} e vigora até {{fim}}.",
    ):
        made.body.append(Paragraph(words))
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()
