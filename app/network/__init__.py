"""The network: municipalities and their parishes, organisations, and notices that wait for an answer."""
