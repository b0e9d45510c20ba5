"""A month published from real rows is computed again by the watchdog, which shares no code; and no lie passes."""

from __future__ import annotations

import json
import os
import random
import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from answerable.errors import Refused, Tampered
from answerable.flow.log import export as exporting
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.declare import declare_standing
from answerable.flow.log.figures import month_leaves
from answerable.flow.log.publish import ALTERED_LEAST, publish
from answerable.flow.runtime import Runtime
from answerable.ledger import canonical, entries, tree
from answerable.records.log import LoggedEntry
from answerable.records.report import Report
from answerable.vocabulary import Outcome, Source
from tests.made_up_copies import some_copies
from tests.made_up_month import MARCH, a_month, cases_of, some_reports, tell_time
from tests.world import add_organisation, all_at_once, count

END = MARCH + timedelta(days=31)
SOURCE = Path(__file__).parents[2] / "src"


def recompute(folder: Path, month: str = "2018-03") -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "answerable_watchdog",
        "recompute",
        "--ledger",
        str(folder),
        "--month",
        month,
    ]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def month_json(folder: Path, month: str = "2018-03") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "months" / month / "month.json").read_bytes())
    return found


@pytest.mark.parametrize(
    ("seed", "reports", "reporters", "open_share"),
    [
        (1, 400, 90, 0.1),
        (2, 300, 300, 0.6),
        (3, 40, 12, 0.2),
        (4, 30, 9, 1.0),
        (5, 60, 60, 0.0),
        (6, 700, 5, 0.1),
    ],
)
async def test_the_watchdog_prints_the_same_figures(
    runtime: Runtime, tmp_path: Path, seed: int, reports: int, reporters: int, open_share: float
) -> None:
    made = await a_month(runtime, seed, reports, reporters=reporters, open_share=open_share)
    await some_copies(runtime, seed, made)
    received = await count(runtime, "reports")
    published = await publish(runtime, "2018-03")
    folder = tmp_path / "export"
    done = await exporting.export(runtime, folder)
    assert done.months == ("2018-03",)
    assert published.new
    assert published.leaf.body["figures"]["1"]["reports"] == received
    assert month_json(folder) == published.leaf.body
    again = recompute(folder)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == published.leaf.body["figures"]


@pytest.fixture
async def exported(runtime: Runtime, tmp_path: Path) -> Path:
    """The export of a published month of 300 reports."""
    await some_copies(runtime, 7, await a_month(runtime, 7, 300, reporters=80))
    await publish(runtime, "2018-03")
    await exporting.export(runtime, tmp_path / "export")
    return tmp_path / "export"


def named(folder: Path, part: str) -> list[str]:
    """The names in a folder that hold `part`, hidden ones too."""
    return [path.name for path in folder.iterdir() if part in path.name]


def rows_of(folder: Path, table: str = "reports") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"months/2018-03/{table}.jsonl").read_bytes().splitlines()]


def write_rows(folder: Path, rows: list[dict[str, Any]], table: str = "reports") -> None:
    lines = b"".join(canonical.encode(row) + b"\n" for row in rows)
    (folder / f"months/2018-03/{table}.jsonl").write_bytes(lines)


def make_late_one_early(folder: Path) -> None:
    rows = rows_of(folder)
    late = next(row for row in rows if (row["answer_hours"] or 0) > 48)
    late["answer_hours"] = 47
    write_rows(folder, rows)


def make_an_open_one_removed(folder: Path) -> None:
    rows = rows_of(folder)
    waiting = next(row for row in rows if row["outcome"] == "open")
    waiting |= {"outcome": "removed", "answer_hours": 1, "answer_open_hours": None}
    waiting |= {"review_hours": 1, "review_open_hours": None}
    write_rows(folder, rows)


def drop_a_row(folder: Path) -> None:
    write_rows(folder, rows_of(folder)[1:])


def double_a_row(folder: Path) -> None:
    rows = rows_of(folder)
    write_rows(folder, [*rows, rows[0]])


def swap_two_rows(folder: Path) -> None:
    rows = rows_of(folder)
    write_rows(folder, [rows[1], rows[0], *rows[2:]])


def drop_a_case(folder: Path) -> None:
    write_rows(folder, rows_of(folder, "cases")[1:], "cases")


def drop_a_copy(folder: Path) -> None:
    write_rows(folder, rows_of(folder, "copies")[1:], "copies")


def make_a_kept_copy_removed(folder: Path) -> None:
    rows = rows_of(folder, "copies")
    next(row for row in rows if row["fate"] == "kept")["fate"] = "removed"
    write_rows(folder, rows, "copies")


def make_an_old_version_new(folder: Path) -> None:
    rows = rows_of(folder, "copies")
    next(row for row in rows if row["thresholds"] == "1")["thresholds"] = "2"
    write_rows(folder, rows, "copies")


def make_a_cluster_small(folder: Path) -> None:
    rows = rows_of(folder, "clusters")
    next(row for row in rows if row["copies"] == "10-49")["copies"] = "1"
    write_rows(folder, rows, "clusters")


def change_month(**fields: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "months/2018-03/month.json"
        path.write_bytes(canonical.encode(json.loads(path.read_bytes()) | fields))

    return change


def embellish_the_figures(folder: Path) -> None:
    path = folder / "months/2018-03/month.json"
    body = json.loads(path.read_bytes())
    body["figures"]["2"]["removed"] += 1
    path.write_bytes(canonical.encode(body))


def flip(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)

    return change


def flip_first(pattern: str) -> Callable[[Path], None]:
    return lambda folder: flip(str(min(folder.glob(pattern)).relative_to(folder)))(folder)


LIES: list[tuple[Callable[[Path], None], str]] = [
    (make_late_one_early, "reports"),
    (make_an_open_one_removed, "reports"),
    (drop_a_row, "reports"),
    (double_a_row, "reports"),
    (swap_two_rows, "reports"),
    (drop_a_case, "cases"),
    (drop_a_copy, "copies"),
    (make_a_kept_copy_removed, "copies"),
    (make_an_old_version_new, "copies"),
    (make_a_cluster_small, "clusters"),
    (embellish_the_figures, "month.json"),
    (change_month(target_hours=24), "month.json"),
    (change_month(withheld=True), "month.json"),
    (change_month(as_of="2018-04-30T00:00:00Z"), "month.json"),
    (flip_first("tile/0/000.p/*"), "tile/0"),
    (flip_first("tile/entries/000.p/*"), "tile"),
    (flip("checkpoint"), "checkpoint"),
]


@pytest.mark.parametrize(("lie", "named"), LIES)
async def test_no_lie_passes(exported: Path, lie: Callable[[Path], None], named: str) -> None:
    assert recompute(exported).returncode == 0
    lie(exported)
    found = recompute(exported)
    assert found.returncode == 1
    assert named in found.stderr
    assert not found.stdout


@pytest.mark.parametrize(
    "file", ["checkpoint", "policy", "months/2018-03/cases.jsonl", "months/2018-03/month.json"]
)
async def test_a_missing_file_is_named(exported: Path, file: str) -> None:
    (exported / file).unlink()
    found = recompute(exported)
    assert found.returncode in (1, 2)
    assert Path(file).name in found.stderr


async def test_a_month_that_is_not_over_for_48_hours_is_not_published(runtime: Runtime) -> None:
    await a_month(runtime, 1, 20)
    await tell_time(runtime, END + timedelta(hours=47, minutes=59))
    with pytest.raises(Refused, match="2018-04-02T17:30:00Z"):
        await publish(runtime, "2018-03")
    assert await count(runtime, "month_tables") == 0
    await tell_time(runtime, END + timedelta(hours=48))
    assert (await publish(runtime, "2018-03")).new


async def test_publishing_again_changes_nothing_unless_something_happened(
    runtime: Runtime, tmp_path: Path
) -> None:
    made = await a_month(runtime, 2, 150, reporters=40, open_share=0.4)
    first = await publish(runtime, "2018-03")
    await tell_time(runtime, MARCH + timedelta(days=50))  # what is open has been so for longer: no new fact
    again = await publish(runtime, "2018-03")
    assert not again.new
    assert again.leaf == first.leaf
    await answer_some(runtime, made, ALTERED_LEAST, Outcome.REMOVED)
    await tell_time(runtime, MARCH + timedelta(days=51))
    second = await publish(runtime, "2018-03", "answers came late")
    assert second.new
    assert second.leaf.index > first.leaf.index
    correction = second.leaf.body["correction"]
    assert (correction["of"], correction["reason"]) == (first.leaf.index, "answers came late")
    assert correction["rows"] >= ALTERED_LEAST
    assert second.leaf.body["figures"]["2"]["open"] == first.leaf.body["figures"]["2"]["open"] - ALTERED_LEAST
    assert second.leaf.body["leaves"]["from"] == first.leaf.body["leaves"]["to"]
    await exporting.export(runtime, tmp_path / "export")
    assert month_json(tmp_path / "export") == second.leaf.body
    assert recompute(tmp_path / "export").returncode == 0


async def test_what_became_of_one_report_is_not_read_from_two_publications(runtime: Runtime) -> None:
    """Whoever subtracts the tables of two publications must not see a single report move."""
    made = await a_month(runtime, 12, 150, reporters=150, open_share=0.4)
    first = await publish(runtime, "2018-03")
    for answered in range(1, ALTERED_LEAST + 1):
        await answer_some(runtime, made, 1, Outcome.REMOVED)
        await tell_time(runtime, MARCH + timedelta(days=40 + answered))
        again = await publish(runtime, "2018-03")
        if again.new:
            break
        assert (again.leaf, 0 < again.held_back < ALTERED_LEAST) == (first.leaf, True)
    assert again.new
    assert again.leaf.body["correction"]["reason"] == "moved_on"
    tables = []
    for leaf in (first.leaf, again.leaf):
        async with runtime.store.transaction() as tx:
            lines = (await tx.figures.tables(leaf.entry_id)).items()
        rows = [(name, json.loads(line)) for name, text in lines for line in text.splitlines()]
        tables.append(Counter((name, *sorted(map(str, fact(row)))) for name, row in rows))
    assert max((tables[1] - tables[0]).total(), (tables[0] - tables[1]).total()) >= ALTERED_LEAST


def fact(row: dict[str, Any]) -> list[Any]:
    """A row without its salt and without the clocks that run."""
    return [
        (name, value) for name, value in row.items() if name != "salt" and not name.endswith("open_hours")
    ]


async def answer_some(runtime: Runtime, made: list[Report], number: int, outcome: Outcome) -> None:
    """Answer so many of the reports that are open."""
    async with runtime.store.transaction() as tx:
        rows = await tx.connection.execute("select id from reports where answered_at is null")
        open_ids = {row[0] for row in await rows.fetchall()}
        for report in [one for one in made if one.id in open_ids][:number]:
            await tx.reports.mark_answered(report.id, tx.at, outcome)


async def test_no_row_is_linkable_between_two_publications(runtime: Runtime) -> None:
    made = await a_month(runtime, 3, 150, reporters=40, open_share=0.4)
    await some_copies(runtime, 3, made)
    first = await publish(runtime, "2018-03")
    await answer_some(runtime, made, ALTERED_LEAST, Outcome.NO_VIOLATION)
    await tell_time(runtime, MARCH + timedelta(days=51))
    second = await publish(runtime, "2018-03")
    salts: list[set[str]] = []
    for published in (first, second):
        async with runtime.store.transaction() as tx:
            tables = await tx.figures.tables(published.leaf.entry_id)
        salts.append({json.loads(line)["salt"] for line in b"".join(tables.values()).splitlines()})
    assert not salts[0] & salts[1]
    for table in ("reports", "cases", "clusters", "copies", "reporters", "finders"):
        assert first.leaf.body["tables"][table]["root"] != second.leaf.body["tables"][table]["root"]


async def test_two_who_publish_at_once_make_one_leaf(runtime: Runtime) -> None:
    await a_month(runtime, 4, 60)
    await all_at_once(*(publish(runtime, "2018-03") for _ in range(4)))
    async with runtime.store.transaction() as tx:
        leaves = await month_leaves(tx)
    assert len(leaves) == 1


async def test_months_follow_each_other_without_gaps(runtime: Runtime, tmp_path: Path) -> None:
    await a_month(runtime, 5, 80, start=MARCH - timedelta(days=28))
    february = await publish(runtime, "2018-02")
    await a_month(runtime, 6, 80)
    march = await publish(runtime, "2018-03")
    assert march.leaf.body["leaves"]["from"] == february.leaf.body["leaves"]["to"]
    assert march.leaf.body["leaves"]["types"]["declaration:month"] == 1
    done = await exporting.export(runtime, tmp_path / "export")
    assert done.months == ("2018-02", "2018-03")
    for month in done.months:
        assert recompute(tmp_path / "export", month).returncode == 0


async def test_a_month_of_few_people_shows_nothing(runtime: Runtime, tmp_path: Path) -> None:
    await a_month(runtime, 8, 4)
    published = await publish(runtime, "2018-03")
    assert published.leaf.body["withheld"]
    assert published.leaf.body["figures"]["1"]["reports"] == 0
    await exporting.export(runtime, tmp_path / "export")
    assert rows_of(tmp_path / "export") == []
    assert recompute(tmp_path / "export").returncode == 0


async def test_a_target_declared_afterwards_is_no_target(runtime: Runtime) -> None:
    await a_month(runtime, 9, 30)
    strict = Runtime(
        **vars(runtime) | {"settings": msgspec.structs.replace(runtime.settings, target_hours=12)}
    )
    await tell_time(runtime, MARCH + timedelta(days=2))
    await declare_standing(strict)
    await tell_time(runtime, MARCH + timedelta(days=40))
    published = await publish(runtime, "2018-03")
    assert published.leaf.body["target_hours"] == 48


async def test_an_organisation_is_one_reporter(runtime: Runtime) -> None:
    """Its reports carry no account each: five of them must not pass for five people."""
    await add_organisation(runtime)
    await a_month(runtime, 10, 40)
    chance = random.Random(3)
    async with runtime.store.transaction() as tx:
        for report in some_reports(chance, 6, 6, 0.0, MARCH):
            await tx.cases.add_all(cases_of([report]))
            relayed = msgspec.structs.replace(
                report, source=Source.TRUSTED_FLAGGER, organisation_id="lab", reporter_tag=None
            )
            await tx.reports.add_all([relayed])
    published = await publish(runtime, "2018-03")
    async with runtime.store.transaction() as tx:
        lines = (await tx.figures.tables(published.leaf.entry_id))["reports"].splitlines()
    assert len(lines) == 46
    assert all(json.loads(line)["source"] != "trusted_flagger" for line in lines)


async def test_an_export_replaces_an_older_one_and_nothing_else(runtime: Runtime, tmp_path: Path) -> None:
    await a_month(runtime, 11, 30)
    await publish(runtime, "2018-03")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep me")
    with pytest.raises(Refused, match="left as it is"):
        await exporting.export(runtime, mine)
    assert named(mine, "") == ["letter.txt"]
    folder = tmp_path / "export"
    await exporting.export(runtime, folder)
    (folder / "stale").write_text("old")
    await exporting.export(runtime, folder)
    assert not (folder / "stale").exists()
    assert named(tmp_path, "export") == ["export"]


async def test_an_export_that_fails_leaves_nothing(runtime: Runtime, tmp_path: Path) -> None:
    await a_month(runtime, 12, 30)
    published = await publish(runtime, "2018-03")
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "delete from month_tables where entry_id = %s", (published.leaf.entry_id,)
        )
    with pytest.raises(Tampered):
        await exporting.export(runtime, tmp_path / "export")
    assert named(tmp_path, "export") == []


async def test_a_large_log_exports_whole(runtime: Runtime, tmp_path: Path) -> None:
    """More than 256 leaves: full tiles, a partial one, and a level above."""
    await a_month(runtime, 13, 30)
    await publish(runtime, "2018-03")
    async with runtime.store.transaction() as tx:
        for _ in range(600):
            made = entries.filler(secrets.token_bytes(32), secrets.token_bytes(32))
            await tx.ledger.append(
                LoggedEntry(
                    id=runtime.new_id(tx.at),
                    type="filler",
                    leaf=made.leaf,
                    leaf_hash=tree.leaf_hash(made.leaf),
                    created_at=tx.at,
                    facts=made.facts,
                    facts_salt=made.facts_salt,
                    payload=made.payload,
                    payload_salt=made.payload_salt,
                )
            )
    await sequence(runtime)
    done = await exporting.export(runtime, tmp_path / "export")
    assert done.size > 512
    assert (tmp_path / "export/tile/0/001").stat().st_size == 256 * 32
    assert (tmp_path / "export/tile/1/000.p/2").stat().st_size == 2 * 32
    assert recompute(tmp_path / "export").returncode == 0
