"""What a record says in the form in which it was asked: to be registered as it is, or mended by a person."""

from app.outreach.deliveries.content import Said
from app.outreach.deliveries.models import FieldRecord
from app.outreach.registrations.choices import Choices, find_choices
from app.outreach.registrations.forms import RegistrationForm
from app.workshops.planning.models.session import Session


def form_of(record: FieldRecord, said: Said, session: Session | None) -> tuple[RegistrationForm, Choices]:
    """The form with what was said, under the record's own id, and what can be chosen in it."""
    offered = find_choices(record.municipality_id, session)
    pairs = [(name, value) for name, value in said.pairs if name not in {"id", "csrf_token"}]
    form = RegistrationForm.of_pairs([("id", str(record.id)), *pairs])
    form.offer(offered)
    return form, offered
