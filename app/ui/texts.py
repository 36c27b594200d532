"""The page on which the texts of a thing are written in other languages.

    return texts_page(place, originals_of, partial(translate_place, g.actor, place=place), title=…, …)

Writing is `translate` (app/core/texts.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, flash, redirect, request

from app.core import i18n
from app.core.errors import StaleRecord
from app.core.forms import VersionedForm
from app.core.http import respond
from app.core.i18n import Language
from app.core.texts import Key, Translated, written
from app.ui.conflict import show_both
from app.ui.fields import LongTextField, TextField


@dataclass(frozen=True, slots=True)
class Original:
    """One text of a thing in Portuguese; what may be longer than a line has room for several."""

    name: str
    label: Any
    value: str
    longest: int = 200


class TextsForm(VersionedForm):
    """One field for each language and text, named <language>-<name>; made by `_form`."""

    @property
    def texts(self) -> dict[Key, str]:
        """What was written, by language and name."""
        names = (name.partition("-") for name in self.values)
        return {(lang, name): self[f"{lang}-{name}"].data or "" for lang, _dash, name in names}

    def fields_of(self, name: str) -> list[TextField]:
        """The fields of one text, language by language."""
        return [field for field in self if field.name.endswith(f"-{name}")]


def others() -> Sequence[Language]:
    """The languages that people read beside Portuguese."""
    return [each for each in i18n.offered("kiosk") if each.code != i18n.MAIN]


def texts_page(
    thing: Translated,
    originals_of: Callable[[Any], Sequence[Original]],
    keep: Callable[..., object],
    *,
    title: str,
    path: Sequence[tuple[Any, str]],
    saved: str,
    languages: Sequence[Language] | None = None,
    tabs: Sequence[Mapping[str, Any]] = (),
) -> Response:
    """The page of the texts in these languages, or in all others, and what is sent from it.

    `keep` writes the `texts` on the `version` that was read. `path` leads to the page as breadcrumbs do: its
    last step is where one goes back to, with what was `saved` in words. `tabs` lead to the other languages,
    where each has a page of its own (ui/components/tabs.html).
    """
    form = _form(thing, originals_of(thing), languages)
    if form.validate_on_submit():
        try:
            keep(version=form.version.data, texts=form.texts)
        except StaleRecord:
            show_both(form, _form(thing, originals_of(thing), languages))
        else:
            flash(saved, "good")
            return current_app.make_response(redirect(path[-1][1], 303))
    return respond(
        "ui/texts.html",
        status=form.status,
        form=form,
        originals=originals_of(thing),
        page_title=title,
        path=path,
        tabs=tabs,
    )


def _form(
    thing: Translated, originals: Sequence[Original], languages: Sequence[Language] | None
) -> TextsForm:
    """A field for each text that is there in Portuguese or in the other language, or was written just now."""
    labels: dict[str, str] = {}
    made, there = type("Texts", (TextsForm,), {"labels": labels}), written(thing)
    for language in languages or others():
        for each in originals:
            name = f"{language.code}-{each.name}"
            if each.value or there.get((language.code, each.name)) or request.form.get(name):
                setattr(made, name, _field(each, language))
                labels[name] = f"{each.label}: {language.name}"
    values = {f"{lang}-{name}": value for (lang, name), value in there.items()}
    form: TextsForm = made(data={**values, "version": thing.version})
    return form


def _field(original: Original, language: Language) -> TextField:
    kind = LongTextField if original.longest > 200 else TextField
    drawn = {"lang": language.tag, "dir": language.direction}
    return kind(language.name, max_length=original.longest, render_kw=drawn)
