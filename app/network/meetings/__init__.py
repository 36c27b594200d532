"""Meetings of the network: convened, held, written down; what they decided comes back until it is done."""
