"""Registrations that a device cannot send are read off its screen, and handed over by somebody else."""
