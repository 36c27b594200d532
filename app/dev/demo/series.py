"""What takes place in the demo municipality, around the present day. All invented."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.dev.demo.places import PARISHES, id_of
from app.dev.demo.staff import HALL
from app.workshops.models import WorkshopKind, WorkshopState
from app.workshops.services import PlaceFacts

INES, RUI = "Inês Carvalhal", "Rui Taveira"
LIBRARY, PARISH_HALL, SCHOOL, KITCHEN = (
    "Biblioteca Municipal, sala polivalente",
    "Junta de São Brás, salão",
    "Escola Básica de Amieira, sala de informática",
    "Misericórdia, cozinha",
)
PLACES = (
    PlaceFacts(
        name=LIBRARY,
        address="Largo do Pelourinho, 3, Amieira",
        directions="em frente ao jardim, ao lado dos correios",
        parish_id=id_of(PARISHES[0]),
        seats=24,
        is_step_free=True,
    ),
    PlaceFacts(
        name=PARISH_HALL,
        address="Rua da Igreja, São Brás da Ribeira",
        directions="por cima do café Central",
        parish_id=id_of(PARISHES[1]),
        seats=60,
    ),
    PlaceFacts(
        name=SCHOOL,
        address="Avenida da Escola, Amieira",
        directions="entrada pelo portão do recreio",
        parish_id=id_of(PARISHES[0]),
        seats=16,
        is_step_free=True,
    ),
    PlaceFacts(
        name=KITCHEN,
        address="Rua da Misericórdia, 12, Amieira",
        directions="atrás da farmácia",
        parish_id=id_of(PARISHES[0]),
        seats=10,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series as a facilitator would tell it; `first` in days from today, moved to the next working day."""

    title: str
    kind: WorkshopKind
    leader: str
    first: int
    count: int
    at: str
    place: str
    state: WorkshopState
    text: str
    every: int = 7
    hours: int = 2
    capacity: int | None = 12
    others: Sequence[str] = ()
    groups: Sequence[str] = ()
    learns: Sequence[str] = ()
    material: str = ""
    host: str = HALL
    uk: str = ""
    ar: str = ""
    on_request: bool = False
    is_public: bool = True


SERIES = (
    Series(
        title="Oficina de projetos: o que quero fazer a seguir",
        kind=WorkshopKind.PROJECT,
        leader=INES,
        others=[RUI],
        first=-14,
        count=5,
        at="10:00",
        place=LIBRARY,
        state=WorkshopState.RUNNING,
        text="Cinco manhãs para olhar para o que já sabe fazer e comparar dois ou três caminhos.",
        groups=["without_work_12_months", "over_45"],
        learns=["organizar reuniões", "falar em público"],
        material="Caderno e lápis; nós damos.",
        uk="Майстерня проєктів: що я хочу робити далі",
        ar="ورشة المشاريع: ماذا أريد أن أفعل لاحقاً",
    ),
    Series(
        title="Arranjos em casa: torneiras, tomadas, portas",
        kind=WorkshopKind.ATELIER,
        leader=RUI,
        first=5,
        count=6,
        at="14:30",
        place=PARISH_HALL,
        state=WorkshopState.OPEN,
        capacity=8,
        text="Mudar uma torneira, uma tomada, uma fechadura. Quem já sabe ajuda quem começa.",
        groups=["without_work_12_months", "migrant"],
        learns=["pequenos arranjos em casa"],
        material="Se tiver chave de fendas, traga-a.",
        host="Associação Raízes do Freixo",
        uk="Ремонт удома: крани, розетки, двері",
        ar="إصلاحات منزلية: حنفيات ومقابس وأبواب",
    ),
    Series(
        title="Computador e telemóvel sem medo",
        kind=WorkshopKind.TRAINING,
        leader=INES,
        first=-35,
        count=4,
        at="18:00",
        place=SCHOOL,
        state=WorkshopState.ENDED,
        text="Escrever um correio eletrónico, tratar de papéis na internet, não cair em enganos.",
        groups=["low_qualification", "elderly"],
        learns=["usar o computador"],
        host="Agrupamento de Escolas de Amieira",
    ),
    Series(
        title="Português do dia a dia",
        kind=WorkshopKind.ATELIER,
        leader=RUI,
        first=-10,
        count=10,
        at="18:30",
        place=LIBRARY,
        state=WorkshopState.RUNNING,
        capacity=15,
        text="No médico, na escola dos filhos, no trabalho: falar português em situações verdadeiras.",
        groups=["migrant"],
        uk="Португальська на щодень",
        ar="البرتغالية في الحياة اليومية",
    ),
    Series(
        title="Compotas e conservas para vender",
        kind=WorkshopKind.MICRO_INITIATIVES,
        leader=INES,
        first=12,
        count=4,
        at="09:30",
        place=KITCHEN,
        state=WorkshopState.OPEN,
        capacity=6,
        hours=3,
        text="Da fruta que sobra ao frasco com rótulo: contas, higiene, e experimentar a vender na feira.",
        learns=["fazer compotas"],
        material="Avental e cabelo apanhado.",
        host="Santa Casa da Misericórdia de Amieira",
        on_request=True,
    ),
    Series(
        title="Ideias que dão trabalho",
        kind=WorkshopKind.MICRO_INITIATIVES,
        leader=RUI,
        others=[INES],
        first=30,
        count=6,
        every=14,
        at="10:00",
        place=LIBRARY,
        state=WorkshopState.DRAFT,
        text="Para quem pensa num pequeno negócio ou serviço, sozinho ou com outros.",
    ),
    Series(
        title="O que é o Quiosque da Vida Ativa?",
        kind=WorkshopKind.OUTREACH,
        leader=INES,
        first=-7,
        count=1,
        at="15:00",
        place="Mercado municipal, banca 4",
        state=WorkshopState.RUNNING,
        capacity=None,
        text="Mostramos o quiosque a quem passa no mercado.",
        groups=["host_community", "employers"],
    ),
    Series(
        title="Manhã aberta com as empresas",
        kind=WorkshopKind.SEMINAR,
        leader=INES,
        first=20,
        count=1,
        at="09:00",
        place=PARISH_HALL,
        state=WorkshopState.OPEN,
        capacity=40,
        hours=4,
        text="Empresas do concelho contam de quem precisam e por que razão não encontram.",
        groups=["employers", "professionals"],
        host="Centro de Emprego do Alto Vale",
    ),
    Series(
        title="Reunião de parceiros da rede",
        kind=WorkshopKind.NETWORK_MEETING,
        leader=INES,
        first=9,
        count=1,
        at="14:00",
        place=LIBRARY,
        state=WorkshopState.OPEN,
        capacity=None,
        text="Ponto de situação do plano e das permanências.",
        groups=["professionals"],
        is_public=False,
    ),
    Series(
        title="Facilitar sem mandar",
        kind=WorkshopKind.TRAINING_OF_FACILITATORS,
        leader=RUI,
        first=-60,
        count=2,
        at="09:30",
        place="Salão dos bombeiros",
        state=WorkshopState.CANCELLED,
        hours=3,
        text="Para quem conduz oficinas: perguntar em vez de responder.",
        groups=["professionals"],
        is_public=False,
    ),
)
FUNDING = (
    "Programa Demográfico e Inclusão (exemplo)",
    "Prioridade: respostas de proximidade",
    "Operação Vida Ativa em Vale de Amieira",
)
