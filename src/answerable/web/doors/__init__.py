"""The doors: signing in at the review console and at the partner desk, by one mechanism.

A face behind a door serves `door_handlers(ENTRANCE)` and puts its own pages into `seated(ENTRANCE, DEED, [...])`,
whose handlers take `seat` and, where they are posted to, `form` (checked for this session's token). Whoever is not
signed in, or still has to give a code, is led there; whoever may not do the deed (`records.access`) is refused.
"""

from answerable.web.doors.entrance import PARTNER, REVIEW, Entrance
from answerable.web.doors.routes import door_handlers, seated

__all__ = ["PARTNER", "REVIEW", "Entrance", "door_handlers", "seated"]
