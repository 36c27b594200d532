"""How meetings are said on screen and on paper."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.network.meetings.models.meeting import ItemKind, MeetingKind, Presence
from app.network.meetings.models.record import Resolution, Stance
from app.network.meetings.quorum import Rule, RuleKind

KINDS: dict[str, Any] = {
    MeetingKind.PLENARY.value: _("Plenary"),
    MeetingKind.NUCLEUS.value: _("Executive nucleus"),
    MeetingKind.PARISH_COMMISSION.value: _("Parish social commission"),
    MeetingKind.THEMATIC.value: _("Thematic group"),
    MeetingKind.INTER_SERVICE.value: _("Inter-service meeting of the town hall"),
    MeetingKind.INFORMATION.value: _("Information meeting"),
    MeetingKind.MULTIDISCIPLINARY.value: _("Multidisciplinary meeting"),
}
ITEM_KINDS: dict[str, Any] = {
    ItemKind.INFORMATION.value: _("Information"),
    ItemKind.DECISION.value: _("Resolution"),
    ItemKind.OPINION.value: _("Opinion"),
}
BY_PHONE = "phone"
ANSWERED_HOW: dict[str, Any] = {
    BY_PHONE: _("By telephone"),
    "mail": _("By e-mail"),
    "spoken": _("In person"),
    "letter": _("By letter"),
}
PRESENCES: dict[str, Any] = {
    Presence.PRESENT.value: _("Present"),
    Presence.LATE.value: _("Came later"),
    Presence.REPRESENTED.value: _("Represented"),
    Presence.ABSENT.value: _("Absent"),
}
STANCES: dict[str, Any] = {
    Stance.FAVOURABLE.value: _("Favourable"),
    Stance.CONDITIONAL.value: _("Favourable with conditions"),
    Stance.UNFAVOURABLE.value: _("Unfavourable"),
}
RULE_KINDS: dict[str, Any] = {
    RuleKind.MAJORITY.value: _("More than half of the members"),
    RuleKind.NUMBER.value: _("A fixed number of members"),
    RuleKind.NONE.value: _("None: it decides with whoever is there"),
}


def rule_in_words(rule: Rule) -> str:
    """The whole rule: "more than half of the members; after 30 minutes, with whoever is there"."""
    if rule.kind is RuleKind.NONE:
        return str(RULE_KINDS[rule.kind])
    first = str(RULE_KINDS[rule.kind])
    if rule.kind is RuleKind.NUMBER:
        first = gettext("At least %(count)s members", count=rule.number)
    if rule.second_after is None:
        return first
    then = gettext("with whoever is there")
    if rule.second_least and rule.second_least > 1:
        then = gettext("with at least %(count)s", count=rule.second_least)
    return gettext(
        "%(first)s; %(minutes)s minutes later, %(then)s", first=first, minutes=rule.second_after, then=then
    )


def votes_in_words(resolution: Resolution) -> str:
    """How it was resolved: by consensus, unanimously, or the numbers."""
    if not resolution.was_counted:
        return gettext("By consensus")
    against, abstained = resolution.votes_against or 0, resolution.abstained or 0
    if not against and not abstained:
        return gettext("Unanimously, with %(count)s votes", count=resolution.votes_for)
    return gettext(
        "%(votes)s in favour, %(against)s against, %(abstained)s abstained",
        votes=resolution.votes_for,
        against=against,
        abstained=abstained,
    )
