"""Whatever can be noted of somebody's part in an initiative is told them in words."""

from app.initiatives.groups.dossier import LEXICON
from app.initiatives.groups.states import DECLINE_REASONS, LEAVE_REASONS, MEMBER


def test_every_state_and_reason_has_words() -> None:
    assert not [key for key in MEMBER.names if not LEXICON.knows("member", str(key))]
    assert not [key for key in (*LEAVE_REASONS, *DECLINE_REASONS) if not LEXICON.knows("reason", key)]
