"""What is kept in trust: evidence and media, sealed; opened by two; erased, retained, quarantined, wrapped anew."""
