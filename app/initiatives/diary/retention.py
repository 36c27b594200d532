"""What was taken out of a diary is erased when nobody put it back in time."""

from sqlalchemy import delete

from app.core.db import db
from app.initiatives.diary.models import DiaryEntry
from app.initiatives.diary.queries import count_forgettable, is_over


def forget_removed(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """Erase such entries, or only count them; what the operator reads."""
    count = count_forgettable()
    if not is_meant:
        return f"{count} entries taken out of diaries would be erased; --apply erases them"
    db.session.execute(delete(DiaryEntry).where(is_over()))
    return f"{count} entries taken out of diaries erased"
