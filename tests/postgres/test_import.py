"""Files that are imported: good lines go in, bad ones are named; again, after a kill, and with --strict."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import typer

from answerable.cli.imports import Summary, import_file
from answerable.cli.line_file import open_lines
from answerable.errors import Invalid, Unknown
from answerable.flow.answer import answer
from answerable.flow.decide import decide
from answerable.flow.import_lines import Kind, only_platform
from answerable.flow.receive import receive_report
from answerable.flow.review import claim
from answerable.flow.runtime import Runtime
from answerable.flow.status import look_up
from answerable.intake.limits import LINE_BYTES_MAX
from answerable.records.organisation import Organisation
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.vocabulary import CaseState, PolicyArea, Source, SubjectKind, Verdict
from tests.postgres.served import counts, item, report
from tests.world import a_reviewer, add_platform, removal

BURMESE = Path(__file__).parents[3] / "shared/data/hate/my_unlabelled_comments.jsonl.gz"


class Import:
    """Imports into one runtime; `said` is what people were told of bad lines."""

    def __init__(self, runtime: Runtime, folder: Path) -> None:
        self.runtime, self.folder = runtime, folder.resolve()
        self.said: list[str] = []

    def file(self, lines: list[Any], name: str = "lines.jsonl") -> str:
        path = self.folder / name
        text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines)
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return str(path)

    async def __call__(
        self, kind: Kind, path: str, *, platform: str = "default", strict: bool = False
    ) -> Summary:
        self.said = []
        with open_lines(path) as source:
            return await import_file(
                self.runtime, kind, source, platform, strict=strict, say=self.said.append
            )


@pytest.fixture
async def importing(runtime: Runtime, tmp_path: Path) -> Import:
    await add_platform(runtime, "default")
    return Import(runtime, tmp_path)


async def test_good_lines_go_in_and_bad_ones_are_named(importing: Import, runtime: Runtime) -> None:
    path = importing.file(
        [item(1), "{", item(2, created_at="yesterday"), "", item(3, unknown=1), item(4, kind=7)]
    )
    summary = await importing(Kind.ITEMS, path)
    assert (summary.new, summary.known, summary.refused, summary.lines) == (2, 0, 3, 6)
    assert [line.split(": ")[:2] for line in importing.said] == [
        [f"{path}:2", "this is not JSON"],
        [f"{path}:3", "created_at"],
        [f"{path}:6", "kind"],
    ]
    assert (await counts(runtime))["items"] == 2


async def test_again_is_nothing_new(importing: Import, runtime: Runtime) -> None:
    plain, packed = importing.file([item(1), item(2)]), importing.file([item(1), item(2)], "lines.jsonl.gz")
    first = await importing(Kind.ITEMS, plain)
    before = await counts(runtime)
    again, unpacked = await importing(Kind.ITEMS, plain), await importing(Kind.ITEMS, packed)
    assert (first.new, again.new, again.known, unpacked.known) == (2, 0, 2, 2)
    assert await counts(runtime) == before


async def test_strict_is_all_or_nothing(importing: Import, runtime: Runtime) -> None:
    before = await counts(runtime)
    path = importing.file([item(n) for n in range(700)] + [item("x", author="")])
    summary = await importing(Kind.ITEMS, path, strict=True)
    assert (summary.new, summary.refused) == (0, 1)
    assert importing.said == [f"{path}:701: author: is empty"]
    assert await counts(runtime) == before


async def test_strict_reports_with_an_unknown_subject_leave_nothing(
    importing: Import, runtime: Runtime
) -> None:
    await importing(Kind.ITEMS, importing.file([item(1)]))
    before = await counts(runtime)
    path = importing.file(
        [report(1), report(2, "item:none"), report(3, organisation="none"), report(1, area="hate")], "reports"
    )
    summary = await importing(Kind.REPORTS, path, strict=True)
    assert (summary.new, summary.refused) == (0, 3)
    assert [line.split(": ")[1] for line in importing.said] == ["subject", "organisation", "id"]
    assert await counts(runtime) == before
    lenient = await importing(Kind.REPORTS, path)
    assert (lenient.new, lenient.refused) == (1, 3)


async def test_refused_reports_go_in_once_their_items_are_there(importing: Import) -> None:
    path = importing.file([report(1), report(2, "item:m2")], "reports")
    assert (await importing(Kind.REPORTS, path)).refused == 2
    await importing(Kind.ITEMS, importing.file([item(1), item(2)]))
    again = await importing(Kind.REPORTS, path)
    assert (again.new, again.refused) == (2, 0)


async def test_an_organisations_report_is_a_trusted_flaggers(importing: Import, runtime: Runtime) -> None:
    async with runtime.store.transaction() as tx:
        await tx.organisations.add(Organisation(id="listeners", name="Listeners", created_at=tx.at))
    await importing(Kind.ITEMS, importing.file([item(1)]))
    path = importing.file([report(1, organisation="listeners"), report(1), report(2, id=None)], "reports")
    summary = await importing(Kind.REPORTS, path)
    assert (summary.new, summary.refused) == (2, 1)
    assert importing.said[0].startswith(f"{path}:3: id: is missing")
    async with runtime.store.transaction() as tx:
        [case] = await tx.cases.of_platform("default", after=None, most=5)
        sources = {one.source for one in await tx.reports.of_case(case.id)}
    assert sources == {Source.TRUSTED_FLAGGER, Source.USER}


async def test_accounts_are_described_and_described_again(importing: Import, runtime: Runtime) -> None:
    await importing(Kind.ACCOUNTS, importing.file([{"id": "a1", "name": "Old"}, {"id": "a2"}]))
    summary = await importing(Kind.ACCOUNTS, importing.file([{"id": "a1", "name": "New"}, {"id": "a3"}]))
    assert (summary.new, summary.known) == (1, 1)
    async with runtime.store.transaction() as tx:
        account = await tx.accounts.get("default", "a1")
    assert account is not None
    assert account.name == "New"


async def test_paths_of_media_are_relative_to_the_file_and_stay_in_its_folder(
    importing: Import, runtime: Runtime
) -> None:
    leaving = [
        item(n, media=[path]) for n, path in enumerate(["../up.png", "/etc/passwd", "file:///x", "a/../../b"])
    ]
    path = importing.file([item(9, text="", media=["pictures/1.png", "https://example.org/2.png"]), *leaving])
    summary = await importing(Kind.ITEMS, path)
    assert (summary.new, summary.refused) == (1, 4)
    async with runtime.store.transaction() as tx:
        stored = await tx.items.get("default", "m9")
    assert stored is not None
    assert stored.media == (f"{importing.folder}/pictures/1.png", "https://example.org/2.png")


async def test_a_line_without_an_end_is_passed_over(importing: Import) -> None:
    path = importing.file([item(1), "x" * (3 * LINE_BYTES_MAX), item(2)])
    summary = await importing(Kind.ITEMS, path)
    assert (summary.new, summary.refused) == (2, 1)
    assert importing.said[0].startswith(f"{path}:2: line: is longer than")


def cut_off(path: str, to: Path) -> str:
    to.write_bytes(Path(path).read_bytes()[:-40])
    return str(to)


async def test_what_cannot_be_imported_is_said_before_anything_goes_in(
    importing: Import, runtime: Runtime, tmp_path: Path
) -> None:
    before = await counts(runtime)
    whole = importing.file([item(n) for n in range(2000)], "whole.gz")
    with pytest.raises(Invalid, match="not whole"):
        await importing(Kind.ITEMS, cut_off(whole, tmp_path / "cut.gz"))
    with pytest.raises(typer.BadParameter, match="cannot be read"):
        await importing(Kind.ITEMS, str(tmp_path / "nowhere"))
    with pytest.raises(Unknown, match="answerable platform add nobody"):
        await importing(Kind.ITEMS, whole, platform="nobody")
    assert await counts(runtime) == before


def command(database_url: str, data: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"ANSWERABLE_DATABASE_URL": database_url, "ANSWERABLE_DATA": str(data)}
    return subprocess.Popen(
        [sys.executable, "-m", "answerable", "import", *arguments],
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_the_command_speaks_json_and_says_the_rest_elsewhere(
    runtime: Runtime, database_url: str, tmp_path: Path
) -> None:
    process = command(database_url, tmp_path / "other", "items", "-")
    out, err = process.communicate(json.dumps(item(1)) + "\n[]\n")
    assert json.loads(out) | {"lines": 2} == {
        "kind": "items", "platform": "default", "lines": 2, "resumed_after": 0, "new": 1, "known": 0, "refused": 1,
    }  # fmt: skip
    made, fault = err.splitlines()
    assert "answerable platform rename default --name NAME" in made
    assert fault == "-:2: must be an object, not a list (send {...} with its fields)"
    assert process.returncode == 1
    usage = command(database_url, tmp_path / "other", "items")
    usage.communicate()
    assert usage.returncode == 2


async def test_without_a_platform_said_lines_go_to_the_only_one(runtime: Runtime) -> None:
    await add_platform(runtime, "courier")
    assert await only_platform(runtime) == ("courier", False)
    await add_platform(runtime, "messenger")
    with pytest.raises(Invalid, match=r"--platform: there are several.*answerable platform add"):
        await only_platform(runtime)


@pytest.mark.slow
async def test_an_import_that_is_killed_goes_on_and_nothing_is_doubled(
    runtime: Runtime, importing: Import, database_url: str, tmp_path: Path
) -> None:
    await importing(Kind.ITEMS, importing.file([item(n) for n in range(50)]))
    path = importing.file([report(n, f"item:m{n % 50}") for n in range(4000)], "reports")
    chance, resumed, kills = random.Random(7), 0, 0
    for _ in range(200):
        process = command(database_url, tmp_path, "reports", path)
        try:
            # Later and later, so that it comes to its end on a slow machine too.
            out, _ = process.communicate(timeout=1.0 + chance.random() * 2 + kills / 10)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            continue
        summary = json.loads(out)
        resumed = summary["resumed_after"]
        break
    else:
        pytest.fail("it never came to its end")
    print(f"killed {kills} times; the last run went on after line {resumed}")
    assert kills
    assert resumed
    found = await counts(runtime)
    assert (found["reports"], found["ledger_entries"], found["cases"]) == (4000, 4000, 50)
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.of_platform("default", after=None, most=99)
    assert {case.reports for case in cases} == {80}


@pytest.mark.skipif(not BURMESE.exists(), reason="the Burmese comments are not on this computer")
async def test_a_real_burmese_comment_is_imported_reported_reviewed_and_answered(
    importing: Import, runtime: Runtime
) -> None:
    comments = [json.loads(line) for line in gzip.decompress(BURMESE.read_bytes()).splitlines()]
    made = [
        {"service": "feed", "kind": "comment", "author": f"author-{n % 40}", "language": "my",
         "created_at": "2018-04-05T09:00:00+06:30"} | comment
        for n, comment in enumerate(comments)
    ]  # fmt: skip
    started = time.monotonic()
    summary = await importing(Kind.ITEMS, importing.file(made, "comments.jsonl.gz"))
    print(f"{summary.new} comments in {time.monotonic() - started:.2f} s")
    assert (summary.new, summary.refused) == (len(comments), 0)
    receipt = await receive_report(
        runtime,
        Submission(
            platform_id="default",
            subject=Subject(SubjectKind.ITEM, comments[0]["id"]),
            source=Source.FORM,
            area=PolicyArea.HATE,
        ),
    )
    reviewer = await a_reviewer(runtime)
    view = await claim(runtime, reviewer, receipt.report.case_id)
    assert view.item is not None
    assert view.item.text == comments[0]["text"]
    decision = await decide(runtime, reviewer, view.case.id, removal(runtime), version=view.case.version)
    await answer(runtime, decision.id)
    status = await look_up(runtime, receipt.code)
    assert status.state == CaseState.DECIDED
    assert status.statement is not None
    assert status.statement.verdict == Verdict.VIOLATION
