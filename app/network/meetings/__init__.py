"""Meetings of the network: convened, held, decided in, written down; what was decided comes back until done."""
