"""Reports: sent, followed, and their receipts. A caller sees its own and nobody else's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.errors import Invalid, Refused, Unknown
from answerable.flow.receive import Receipt
from answerable.flow.receive_once import Attempt, receive_reports_once
from answerable.flow.receive_together import Receiving, Single
from answerable.flow.runtime import Runtime
from answerable.flow.status import look_up_report
from answerable.intake.limits import REPORTS_MAX
from answerable.intake.lines import placed
from answerable.intake.report_line import ReportLine, read_report, submission_of
from answerable.records.platform import ApiKey
from answerable.records.report import Report, Submission
from answerable.vocabulary import Scope, Source
from answerable.web.api.answers import (
    ReportPage,
    ReportsTaken,
    ReportStatus,
    ReportTaken,
    refusals,
    refusals_of,
    report_now,
    report_status,
    report_taken,
)
from answerable.web.api.bodies import Batch, attempt_of, read_batch, read_page, wants_partial
from answerable.web.api.endpoint import described
from answerable.web.api.voices import Voices, heard


@post(
    "/reports",
    status_code=201,
    opt=described(
        scope=Scope.REPORTS_WRITE,
        takes=ReportLine,
        gives=ReportTaken,
        gives_many=ReportsTaken,
        most=REPORTS_MAX,
    ),
)
async def send_reports(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
) -> ReportTaken | ReportsTaken:
    """Report a subject, or several. The same `id` again is the same report with the same receipt."""

    def read(value: object) -> ReportLine:
        return _own(read_report(value), caller)

    batch = await read_batch(request, read, most=REPORTS_MAX)
    attempt = await attempt_of(request, runtime, caller)
    partial = wants_partial(request) and not batch.single
    batch, voices = await heard(runtime, batch, partial=partial)
    submissions = _submissions(batch, caller, attempt, voices)
    known = await runtime.readers.languages()
    if batch.single:
        receiving: Receiving = request.app.state["receiving"]
        return report_taken(await receiving(Single(submissions[0], attempt)), known)
    found = await receive_reports_once(runtime, submissions, attempt, batch.named, partial=partial)
    refused = [
        (place, one) for (place, _), one in zip(batch.good, found, strict=True) if isinstance(one, Refused)
    ]
    if len(refused) == len(found):  # nothing of the request was good: say all that is wrong
        faults = [fault for place, one in refused for fault in placed(one.faults, f"line {place}")]
        raise Invalid("", faults=tuple(faults))
    late = [one for place, error in refused for one in refusals(place, error.faults)]
    return ReportsTaken(
        reports=tuple(report_taken(one, known) for one in found if isinstance(one, Receipt)),
        refused=tuple(sorted((*refusals_of(batch.faulty), *late), key=lambda one: one.line)),
    )


@get("/reports", opt=described(scope=Scope.REPORTS_READ, gives=ReportPage, paged=True))
async def list_reports(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> ReportPage:
    """The caller's own reports, oldest first."""
    after, limit = read_page(request)
    async with runtime.store.transaction() as tx:
        reports = await tx.reports.of_platform(caller.platform_id, _sender(caller), after=after, most=limit)
    return ReportPage(
        data=tuple(map(report_now, reports)), next=reports[-1].id if len(reports) == limit else None
    )


@get("/reports/{report_id:uuid}", opt=described(scope=Scope.REPORTS_READ, gives=ReportStatus))
async def show_report(
    runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey], report_id: FromPath[UUID]
) -> ReportStatus:
    """Where one of the caller's own reports stands."""
    report = await _own_report(runtime, caller, report_id)
    return report_status(report, await look_up_report(runtime, report_id))


@get(
    "/reports/{report_id:uuid}/receipt",
    media_type="text/plain",
    opt=described(scope=Scope.REPORTS_READ, gives=None),
)
async def show_receipt(
    runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey], report_id: FromPath[UUID]
) -> Response[str]:
    """The report's receipt as it is now: a promise, or a proof once a checkpoint holds it (spec/receipt.md)."""
    await _own_report(runtime, caller, report_id)
    status = await look_up_report(runtime, report_id)
    headers = {"content-disposition": f'attachment; filename="{status.receipt_name}"'}
    return Response(status.receipt, media_type="text/plain; charset=utf-8", headers=headers)


def _own(line: ReportLine, caller: ApiKey) -> ReportLine:
    """A report's organisation is that of the key; another one may not be named."""
    if line.organisation not in (None, caller.organisation_id):
        raise Invalid(
            "this key does not speak for that organisation", where="organisation", mend="leave it out"
        )
    return line


def _submissions(
    batch: Batch[ReportLine], caller: ApiKey, attempt: Attempt | None, voices: Voices
) -> list[Submission]:
    """Each report of a batch has an idempotency key of its own, made of the batch's and its place."""

    def key(place: int) -> str | None:
        return None if attempt is None else attempt.key if batch.single else f"{attempt.key}#{place}"

    return [
        submission_of(
            line,
            caller.platform_id,
            caller.organisation_id,
            idempotency_key=key(place),
            voice=voices.get(place),
        )
        for place, line in batch.good
    ]


def _sender(caller: ApiKey) -> str:
    return caller.owner if caller.organisation_id else Source.USER.value


async def _own_report(runtime: Runtime, caller: ApiKey, report_id: UUID) -> Report:
    async with runtime.store.transaction() as tx:
        report = await tx.reports.get(report_id)
    if report is None or (report.platform_id, report.sender) != (caller.platform_id, _sender(caller)):
        raise Unknown("there is no such report of yours", where="report")
    return report
