"""How groups, reasons, ways of reaching and agreeing, and what happened are said on screen."""

from typing import Any

from flask_babel import lazy_gettext as _

NOT_HERE = _(
    "Do not write here about health, violence, debts, origin, religion or politics, nor what others said. "
    "The person may ask to read it."
)
"""What stands beside every box for free text about a person."""
UNREAD = _("Please check the number: some digits are missing or too many. Between two numbers write a comma.")
GROUPS: dict[str, Any] = {
    "registered_12_months": _("Registered as unemployed for 12 months or more"),
    "without_work_12_months": _("Without work for 12 months or more"),
    "first_time_12_months": _("Past 12 months without work for the first time"),
    "young_neet": _("Aged 15 to 29, not in work, school or training"),
    "women": _("Women"),
    "migrant": _("Migrants"),
    "disability": _("People with a disability"),
    "low_qualification": _("Low qualification"),
    "minimum_income": _("Families with minimum income"),
    "employed_seeking_qualification": _("In work and wants to qualify"),
    "recently_graduated": _("Finished a training recently"),
    "over_45": _("Over 45"),
    "elderly": _("65 or over"),
}
SOURCES: dict[str, Any] = {
    "said": _("The person said so"),
    "shown": _("The person showed a paper"),
}
CONTACT_KINDS: dict[str, Any] = {
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "address": _("Address"),
    "other": _("Another way"),
}
IDENTIFIER_KINDS: dict[str, Any] = {
    "nif": _("NIF (tax number)"),
    "niss": _("NISS (social security)"),
    "iefp": _("IEFP user number"),
}
HOW: dict[str, Any] = {
    "spoken": _("Said so"),
    "signed": _("Signed the paper"),
    "kiosk": _("Tapped it at the kiosk"),
}
SEAL_REASONS: dict[str, Any] = {
    "asked_by_person": _("The person asked for it"),
    "risk_to_person": _("The person would be in danger if found"),
    "asked_by_authority": _("A court or the police asked for it"),
}
UNSEAL_REASONS: dict[str, Any] = {
    "asked_by_person": _("The person asked for it"),
    "risk_ended": _("The danger is over"),
    "sealed_by_mistake": _("It was sealed by mistake"),
}
CANDIDATE_REASONS: dict[str, Any] = {
    "phone": _("same telephone"),
    "same": _("same name"),
    "other_order": _("same name, other order"),
    "part": _("part of the name"),
    "sound": _("sounds alike"),
    "spelling": _("similar spelling"),
    "birthday": _("same date of birth"),
    "birth_year": _("same year of birth"),
}
ACTIONS: dict[str, Any] = {
    "participant.created": _("Registered"),
    "participant.edited": _("Record changed"),
    "participant.facts_noted": _("Facts noted"),
    "participant.facts_withdrawn": _("Facts taken back, as wrong"),
    "participant.facts_restored": _("Facts taken back count again"),
    "participant.inventory_moved_away": _("A list was somebody else's after all"),
    "participant.verified": _("Confirmed as somebody new"),
    "participant.recognised": _("Recognised in a name that was not confirmed yet"),
    "participant.exported": _("Their data was given to them as a file"),
    "participant.said_not_same": _("Said to be somebody else than a similar record"),
    "participant.maybe_same": _("May be the same as a similar record after all"),
    "participant.merged": _("Merged with another record"),
    "participant.merge_undone": _("Parted again from a record it was merged with"),
    "participant.kept": _("Kept, after a long time without activity"),
    "participant.held": _("A duty to keep was noted"),
    "participant.hold_lifted": _("A duty to keep is over"),
    "participant.restricted": _("Use of the data restricted"),
    "participant.unrestricted": _("The data may be used again"),
    "participant.erasure_announced": _("Erasure announced"),
    "participant.erased": _("Erased"),
    "participant.contact_added": _("Contact added"),
    "participant.contact_removed": _("Contact removed"),
    "participant.contacts_opened": _("Contacts opened"),
    "participant.identifier_noted": _("Number of the state noted"),
    "participant.identifier_removed": _("Number of the state removed"),
    "participant.identifier_restored": _("Number of the state put back"),
    "participant.identifiers_opened": _("Numbers of the state opened"),
    "participant.found_by_identifier": _("Found by a number of the state"),
    "participant.sealed": _("Sealed"),
    "participant.unsealed": _("No longer sealed"),
    "participant.opened": _("Record opened, with a reason"),
    "participant.opened_sealed": _("Sealed page opened"),
    "participant.found_by_phone": _("Found by a telephone number"),
    "participant.contact_noted": _("A meeting or call was noted"),
    "participant.contact_taken_back": _("What was noted of a meeting or call was taken back"),
    "participant.named_again": _("The name stood in a list again"),
    "participant.household_changed": _("The household was noted"),
    "participant.team_joined": _("Somebody joined the support team"),
    "participant.team_left": _("Somebody left the support team"),
    "consent.given": _("Agreed to something"),
    "consent.refused": _("Was asked and said no"),
    "consent.withdrawn": _("Took back an agreement"),
}


def action_name(action: str) -> str:
    """What happened, in words; a later feature's action that has none here is a change of the record."""
    return str(ACTIONS.get(action, ACTIONS["participant.edited"]))
