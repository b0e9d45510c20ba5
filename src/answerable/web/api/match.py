"""Texts that a platform asks about: whether they are copies of what one of its cases is about."""

from __future__ import annotations

from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency

from answerable.flow.copies.ask import Answer, ask
from answerable.flow.runtime import Runtime
from answerable.intake.limits import MATCHES_MAX
from answerable.intake.match_line import MatchLine, read_match
from answerable.records.platform import ApiKey
from answerable.vocabulary import Scope
from answerable.web.api.answers import Matched, MatchNow, refusals_of
from answerable.web.api.bodies import read_batch
from answerable.web.api.endpoint import described

DIGITS = 4  # of a share


@post(
    "/match",
    status_code=200,
    opt=described(scope=Scope.MATCH_READ, takes=MatchLine, gives=Matched, most=MATCHES_MAX),
)
async def match_texts(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> Matched:
    """Ask of which of the platform's cases texts are copies. Nothing is kept of what is sent, and nothing acted on."""
    batch = await read_batch(request, read_match, most=MATCHES_MAX)
    lines = [line for _, line in batch.good]
    answers = await ask(runtime, caller.platform_id, [line.text for line in lines])
    found = [_now(line, one) for line, cases in zip(lines, answers, strict=True) for one in cases]
    return Matched(data=tuple(found), refused=refusals_of(batch.faulty))


def _now(line: MatchLine, one: Answer) -> MatchNow:
    return MatchNow(
        query=line.id,
        match=one.found.case_id,
        kind=one.found.kind,
        of_bank=round(one.found.of_bank, DIGITS),
        of_query=round(one.found.of_query, DIGITS),
        verdict=one.verdict,
        acts=one.acts,
    )
