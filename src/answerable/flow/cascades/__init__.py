"""Cascades: what spreads, found while it spreads, and what an alarm leads to."""
