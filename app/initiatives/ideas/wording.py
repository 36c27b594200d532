"""An idea in words of the office."""

from app.core.i18n import MAIN
from app.initiatives.ideas.choices import QUESTIONS, answers_to
from app.initiatives.ideas.models import Idea


def taps_of(idea: Idea) -> list[str]:
    """What was tapped, in the language of the page and the order of the questions."""
    return [str(answers_to(each)[getattr(idea, each)]) for each in QUESTIONS]


def title_of(idea: Idea) -> str:
    """What an opportunity made of it is called at first, in Portuguese."""
    if idea.words and idea.language == MAIN:
        return idea.words
    field, whom = (answers_to(each).name(getattr(idea, each), MAIN).value for each in ("field", "whom"))
    return f"{field}: {whom}"


def description_of(idea: Idea) -> str:
    """What was said and tapped, in Portuguese but for the sentence, which stands as it was said."""
    taps = [answers_to(each).name(getattr(idea, each), MAIN).value for each in QUESTIONS]
    return "\n".join(filter(None, (idea.words, " · ".join(taps))))
