"""Frozen facts, a noun a file. Nothing here decides, stores or sends anything."""
