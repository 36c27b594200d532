"""Pages that need the whole of outreach: the sessions, one of them, the devices and what came from them."""
