"""By what every entry of the directory is found and what the public reads of it, whatever kind it is of."""
