"""What takes place: series with their sessions, places and funders, the calendar and its feeds."""
