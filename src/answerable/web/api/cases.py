"""Cases and actions of a platform, for its own staff and systems."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.errors import Unknown
from answerable.flow.runtime import Runtime
from answerable.records.platform import ApiKey
from answerable.vocabulary import Scope
from answerable.web.api.answers import ActionPage, CasePage, CaseWhole, action_now, case_now, decision_now
from answerable.web.api.bodies import read_page
from answerable.web.api.endpoint import described


@get("/cases", opt=described(scope=Scope.CASES_READ, gives=CasePage, paged=True))
async def list_cases(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> CasePage:
    """The platform's cases, oldest first."""
    after, limit = read_page(request)
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.of_platform(caller.platform_id, after=after, most=limit)
    return CasePage(data=tuple(map(case_now, cases)), next=cases[-1].id if len(cases) == limit else None)


@get("/cases/{case_id:uuid}", opt=described(scope=Scope.CASES_READ, gives=CaseWhole))
async def show_case(
    runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey], case_id: FromPath[UUID]
) -> CaseWhole:
    """One of the platform's cases with its decisions and actions."""
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(case_id)
        if case is None or case.platform_id != caller.platform_id:
            raise Unknown("there is no such case of yours", where="case")
        decisions = await tx.decisions.of_case(case_id)
        actions = await tx.actions.of_case(case_id)
    return CaseWhole(
        case=case_now(case),
        decisions=tuple(map(decision_now, decisions)),
        actions=tuple(map(action_now, actions)),
    )


@get("/actions", opt=described(scope=Scope.ACTIONS_READ, gives=ActionPage, paged=True))
async def list_actions(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> ActionPage:
    """The actions that were ordered on the platform, oldest first; the same that its webhook is sent."""
    after, limit = read_page(request)
    async with runtime.store.transaction() as tx:
        actions = await tx.actions.of_platform(caller.platform_id, after=after, most=limit)
    return ActionPage(
        data=tuple(map(action_now, actions)), next=actions[-1].id if len(actions) == limit else None
    )
