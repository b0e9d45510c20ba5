"""Enforcement: which actions a decision leads to, what takes them back, and what everyone is told. Pure."""
