"""The partner desk at /partner: incidents with their clocks, many reports at once, their answers, the organisation."""

from answerable.web.partner_desk.routes import partner_handlers

__all__ = ["partner_handlers"]
