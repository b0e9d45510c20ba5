"""Steps of Answerable in a process that may be killed: reads a job a line, forks, and says what came of it.

A job is `{"step", "number", "url", "data"}`. In the forked process a runtime is opened, the marker is said, and the
step is taken; what it would have shown is written down only once it is done. The parent answers with that, or with
null where the process was killed.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
from pathlib import Path
from typing import Any

from answerable.connectors import open_connectors
from answerable.errors import Conflict, Unavailable
from answerable.flow.decide import decide
from answerable.flow.deliver import deliver_lane
from answerable.flow.enforce import lane_of
from answerable.flow.log.checkpoint import checkpoint_file, sequence
from answerable.flow.receive_together import Single, receiving
from answerable.flow.review import claim
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.decision import Choice
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.settings import Settings
from answerable.vocabulary import ActionKind, PolicyArea, Source, SubjectKind, Verdict
from tests.wire import MARKER


async def receive(runtime: Runtime, number: int) -> dict[str, Any]:
    submission = Submission(
        platform_id="messenger",
        subject=Subject(kind=SubjectKind.ITEM, id=f"m{number}"),
        source=Source.USER,
        area=PolicyArea.HATE,
        id=f"r{number}",
        reporter="daw-mya",
        note="please look at it",
        contact="mya@example.org",
    )
    receipt = await receiving(runtime)(Single(submission))
    return {"report": str(receipt.report.id), "code": receipt.code, "promise": receipt.promise}


async def decide_case(runtime: Runtime, number: int) -> dict[str, Any]:
    """Claim and decide; where it was decided before, say so."""
    async with runtime.store.transaction() as tx:
        reviewer = await tx.reviewers.by_name("Thiri")
        cases = await tx.cases.of_platform("messenger", after=None, most=100_000)
    case = next(one for one in cases if one.subject_id == f"m{number}")
    assert reviewer is not None
    choice = Choice(
        verdict=Verdict.VIOLATION,
        ground="hate",
        actions=(ActionKind.REMOVE_ITEM, ActionKind.TEMPORARY_BAN),
        ban_hours=24,
    )
    try:
        view = await claim(runtime, reviewer, case.id)
        decision = await decide(runtime, reviewer, case.id, choice, version=view.case.version)
    except Conflict:
        return {"decided": "before"}
    return {"decided": str(decision.id)}


async def act(runtime: Runtime, number: int) -> dict[str, Any]:
    """Carry the removal to the platform."""
    lane = lane_of("messenger", SubjectKind.ITEM, f"m{number}")
    async with open_connectors(None, "answerable@localhost") as connectors:
        made = await deliver_lane(runtime, connectors, lane)
    return {"made": [one.value for one in made]}


async def checkpoint(runtime: Runtime, number: int) -> dict[str, Any]:
    head = await sequence(runtime)
    return {"published": checkpoint_file(runtime).read_text(encoding="utf-8") if head else ""}


STEPS = {"receive": receive, "decide": decide_case, "act": act, "checkpoint": checkpoint}


async def take(job: dict[str, Any]) -> dict[str, Any]:
    settings = Settings(data=Path(job["data"]), merge_delay_s=1, undo_window_s=0)
    async with open_runtime(settings, job["url"]) as runtime:
        try:
            async with runtime.store.transaction() as tx:
                await tx.connection.execute(MARKER)
            return await STEPS[job["step"]](runtime, job["number"])
        except Unavailable as error:
            return {"unavailable": str(error)}


def main() -> None:
    gc.collect()
    gc.freeze()  # else each fork's collector touches, and so copies, all of it
    for line in sys.stdin:
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.close(reading)
            os.write(writing, json.dumps(asyncio.run(take(json.loads(line)))).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as shown:
            said = shown.read()
        _, status = os.wait()
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
            sys.exit("the step failed by itself")
        print(said.decode() or "null", flush=True)


if __name__ == "__main__":
    main()
