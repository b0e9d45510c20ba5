"""Logs and metrics: what operators see of the running server, never who reported or what was said."""
