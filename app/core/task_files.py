"""The file of a task (app/core/tasks.py): what was sent for it, then what it makes; gone after a day.

They name people and are for whoever asked alone: they lie in a folder of their own, which no backup keeps.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from app.core import clock, files
from app.core.config import settings

FOLDER = "tasks"
"""Where they lie below the data folder."""
KEPT = timedelta(days=1)


def place_of(task_id: UUID) -> Path:
    """Where the file of a task is."""
    return settings().data_folder / FOLDER / str(task_id)


def kept(task_id: UUID) -> AbstractContextManager[BinaryIO]:
    """That file, to be written: it is there when the block has ended well."""
    return files.drafted(place_of(task_id))


def forget(known: Collection[UUID]) -> None:
    """Remove the old files of all but the known tasks, and drafts of whoever was killed (nightly)."""
    oldest = (clock.now() - KEPT).timestamp()
    names = {str(each) for each in known}
    for file in (settings().data_folder / FOLDER).glob("*"):
        if file.name not in names and file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
