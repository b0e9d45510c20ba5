"""The review console at /review: signing in, the queue, a case decided by keyboard, undo, and failed deliveries."""

from answerable.web.review_console.routes import review_handlers

__all__ = ["review_handlers"]
