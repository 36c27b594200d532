"""Reads of the directory: for the office (services, places) and for the public."""

from app.directory.queries.imports import get_import
from app.directory.queries.public import (
    best_for_need,
    get_public,
    list_needs,
    page_for_need,
    search_public,
    suggest_for,
)
from app.directory.queries.services import (
    Filters,
    get_service,
    languages_of,
    last_transition,
    list_published,
    list_services,
    list_to_look_at,
    services_at,
    services_page,
    themes_of,
    today,
)
from app.directory.queries.structures import (
    count_services,
    get_structure,
    list_offered_structures,
    structures_page,
)

__all__ = [
    "Filters",
    "best_for_need",
    "count_services",
    "get_import",
    "get_public",
    "get_service",
    "get_structure",
    "languages_of",
    "last_transition",
    "list_needs",
    "list_offered_structures",
    "list_published",
    "list_services",
    "list_to_look_at",
    "page_for_need",
    "search_public",
    "services_at",
    "services_page",
    "structures_page",
    "suggest_for",
    "themes_of",
    "today",
]
