"""What an organisation is asked where there is an emergency, over the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.errors import Forbidden, Invalid
from answerable.flow.partners.asks import AskLine, answer_ask, asks
from answerable.flow.runtime import Runtime
from answerable.records.platform import ApiKey
from answerable.vocabulary import PolicyArea, Scope
from answerable.web.api.bodies import read_object
from answerable.web.api.endpoint import described


class AskNow(msgspec.Struct, frozen=True, kw_only=True):
    """What you are asked, and what you answered. `hour` is the hour in which it began to be an emergency; `open` while
    an answer is awaited."""

    ask: UUID
    area: PolicyArea
    language: str
    country: str | None
    hour: datetime
    open: bool
    answered_at: datetime | None
    answer: str


class AskPage(msgspec.Struct, frozen=True):
    """What you were asked, newest first."""

    data: tuple[AskNow, ...]


class Answer(msgspec.Struct, frozen=True):
    """What you see there, in at most 2,000 characters. Reviewers read it with your name; nobody else does."""

    text: str


@get("/asks", opt=described(scope=Scope.REPORTS_READ, gives=AskPage))
async def list_asks(runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]) -> AskPage:
    """What your organisation was asked where there is an emergency; for keys of organisations."""
    found = await asks(runtime, _organisation(caller), caller.platform_id)
    return AskPage(data=tuple(map(_now, found)))


@post(
    "/asks/{ask_id:uuid}/answer",
    status_code=200,
    opt=described(scope=Scope.REPORTS_WRITE, takes=Answer, gives=AskNow),
)
async def send_answer(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    ask_id: FromPath[UUID],
) -> AskNow:
    """Answer once, while it is open; for keys of organisations."""
    organisation = _organisation(caller)
    text = (await read_object(request)).get("text")
    if not isinstance(text, str):
        raise Invalid("must be a text", where="text", mend='send {"text": "what you see"}')
    return _now(await answer_ask(runtime, organisation, ask_id, text, caller.platform_id))


def _organisation(caller: ApiKey) -> str:
    if caller.organisation_id is None:
        raise Forbidden("only organisations are asked", mend="use a key of your organisation")
    return caller.organisation_id


def _now(line: AskLine) -> AskNow:
    return AskNow(
        ask=line.id,
        area=line.area,
        language=line.language,
        country=line.country,
        hour=line.hour,
        open=line.open,
        answered_at=line.answered_at,
        answer=line.answer,
    )
