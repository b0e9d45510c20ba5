"""What a connector is, what it sends, and how it says that it could not."""

from __future__ import annotations

from typing import Protocol, TypeAlias
from uuid import UUID

import msgspec

from answerable.errors import Unavailable


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one address. `id` is the same on every attempt, so that a receiver can drop a repeat.

    `text` is JSON for a webhook and prose for mail. `secret` (whsec_...) signs a webhook. `public_only`: the
    address was given by a stranger, and must not lead into the network that we stand in.
    """

    id: UUID
    address: str
    text: str
    subject: str = ""
    secret: str = ""
    public_only: bool = False


class Undelivered(Unavailable):
    """It did not arrive. The words are for operators and name neither address nor content.

    `for_good`: another attempt cannot help. `retry_after_s`: how long the receiver asked us to wait.
    """

    def __init__(self, what: str, *, for_good: bool = False, retry_after_s: int = 0) -> None:
        super().__init__(what)
        self.for_good = for_good
        self.retry_after_s = retry_after_s


class Connector(Protocol):
    """Sends letters. Returns once the receiver has taken the letter; raises Undelivered where it has not.

    An attempt ends in bounded time, however the receiver behaves. Nothing of the receiver's answer is kept.
    """

    async def send(self, letter: Letter) -> None: ...


Connectors: TypeAlias = dict[str, Connector]  # by channel
