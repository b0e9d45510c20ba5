"""Answerable and the watchdog share no code: whatever the rows of a month, both give the same figures."""

from __future__ import annotations

import io
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.flow.log.figures import MonthFigures
from answerable.flow.log.publish import month_body, salted_tables
from answerable.indicators import registry
from answerable.indicators.declared import choose
from answerable.indicators.months import Month
from answerable.indicators.rows import CaseRow, ClusterRow, CopyRow, MonthRows, ReportRow
from answerable.ledger import canonical, checkpoint, entries, notes, policy, promise, tree
from answerable.ledger.tiles import encode_bundle
from answerable.records.log import LogHead
from answerable.vocabulary import DeclarationType, Outcome
from answerable_watchdog import cli as watchdog
from tests.indicator_cases import CASES, random_rows

ORIGIN = "log.example/answerable"
Log = Sequence[tuple[int, Mapping[str, Any]]]
LOG: Log = [(one["index"], one["declaration"]) for one in CASES[0]["log"]]
LOG_KEY, PROMISE_KEY = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
AT = datetime(2018, 4, 5, tzinfo=UTC)

# Mostly few different hours, so that many rows end at once and at the marks; now and then very long ones.
some_hours = st.one_of(
    st.integers(0, 5), st.sampled_from([24, 47, 48, 49, 53, 54, 55, 335, 336, 337]), st.integers(0, 5000)
)


long_hours = some_hours.map(
    lambda hours: max(hours, 48)
)  # published 48 hours after the month at the earliest


@st.composite
def report_rows(draw: st.DrawFn) -> ReportRow:
    reviewed, answered = draw(st.booleans()), draw(st.booleans())
    ways = [*(one.value for one in Outcome if one != Outcome.OPEN), "*"]
    return ReportRow(
        area=draw(st.sampled_from(["hate", "*"])),
        country=draw(st.sampled_from(["MM", "??", "*"])),
        language=draw(st.sampled_from(["my", "shn", "*"])),
        outcome=draw(st.sampled_from(ways)) if answered else "open",
        service=draw(st.sampled_from(["messenger", "feed", "*"])),
        source=draw(st.sampled_from(["user", "form", "*"])),
        subject_kind=draw(st.sampled_from(["item", "account", "*"])),
        review_hours=draw(some_hours) if reviewed else None,
        review_open_hours=None if reviewed else draw(long_hours),
        answer_hours=draw(some_hours) if answered else None,
        answer_open_hours=None if answered else draw(long_hours),
    )


case_rows = st.builds(
    CaseRow,
    area=st.sampled_from(["hate", "*"]),
    country=st.sampled_from(["MM", "*"]),
    first_source=st.sampled_from(["user", "form", "trusted_flagger", "*"]),
    language=st.sampled_from(["my", "*"]),
    reports=st.sampled_from(["1", "2-4", "5-9", "10-49", "50+", "*"]),
    service=st.sampled_from(["messenger", "feed", "*"]),
    subject_kind=st.sampled_from(["item", "account", "conversation", "*"]),
)


cluster_rows = st.builds(
    ClusterRow,
    area=st.sampled_from(["hate", "*"]),
    copies=st.sampled_from(["0", "1", "*"]),
    country=st.sampled_from(["MM", "*"]),
    span=st.sampled_from(
        ["none", "to_1_hour", "to_6_hours", "to_1_day", "to_3_days", "to_7_days", "over_7_days", "*"]
    ),
)

copy_rows = st.builds(
    CopyRow,
    area=st.sampled_from(["hate", "*"]),
    country=st.sampled_from(["MM", "*"]),
    fate=st.sampled_from(["removed", "kept", "waiting", "*"]),
    match=st.sampled_from(["exact", "near", "*"]),
    thresholds=st.sampled_from(["1", "2", "10", "*"]),
)


def declared_log(rows: MonthRows, log: Log) -> tuple[list[bytes], dict[str, canonical.Json]]:
    """The leaves of a target and of these declarations at their places, fillers between them; and how many of each."""
    by_place = {index: dict(body) for index, body in log}
    by_place[0] = {"type": "target", "hours": rows.target_hours}
    leaves, counts = [], Counter[str]()
    for index in range(max(by_place) + 1):
        body = by_place.get(index)
        kind = None if body is None else DeclarationType(body.pop("type"))
        leaves.append(entries.filler(*salts(index)).leaf if kind is None else entries.declare(kind, body))
        counts["filler" if kind is None else f"declaration:{kind}"] += 1
    return leaves, dict(counts)


def salts(index: int) -> tuple[bytes, bytes]:
    return index.to_bytes(32, "big"), (index + 1000).to_bytes(32, "big")


def write_export(folder: Path, rows: MonthRows, log: Log = ()) -> None:
    """A log of a target, what is declared and the month, as `answerable ledger export` writes it."""
    leaves, types = declared_log(rows, log)
    head = LogHead(size=len(leaves), root=tree.root(map(tree.leaf_hash, leaves)), note="", signed_at=AT)
    tables = salted_tables(rows)
    chosen = None if rows.declared is None else choose(log, rows.declared.last_day)
    found = MonthFigures(Month(2018, 3), "Asia/Yangon", AT, rows, registry.figures(rows), chosen)
    counts: dict[str, canonical.Json] = {"from": 0, "to": len(leaves), "types": types}
    body = month_body(found, head, tables, counts)
    leaves.append(entries.declare(DeclarationType.MONTH, body))
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    size = len(leaves)
    signed = checkpoint.sign(checkpoint.Checkpoint(ORIGIN, size, tree.root(hashes)), LOG_KEY)
    keys = (
        notes.verifier_key(ORIGIN, LOG_KEY),
        notes.verifier_key(promise.key_name(ORIGIN), PROMISE_KEY),
    )
    files = {
        "checkpoint": signed.encode(),
        "policy": policy.render(*keys).encode(),
        f"tile/0/000.p/{size}": b"".join(hashes),
        f"tile/entries/000.p/{size}": encode_bundle(leaves),
        "months/2018-03/month.json": canonical.encode({**body, "type": "month"}),
        **{
            f"months/2018-03/{name}.jsonl": b"".join(x + b"\n" for x in lines)
            for name, lines in tables.items()
        },
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(report_rows(), min_size=5, max_size=60),
    st.lists(case_rows, min_size=1, max_size=20),
    st.one_of(st.just(48), st.integers(1, 720)),
    st.lists(cluster_rows, min_size=1, max_size=12),
    st.lists(copy_rows, min_size=12, max_size=40),
    st.lists(st.booleans(), min_size=20, max_size=50),
)
def test_both_give_the_same_figures(
    reports: list[ReportRow],
    cases: list[CaseRow],
    target: int,
    clusters: list[ClusterRow],
    copies: list[CopyRow],
    reported: list[bool],
) -> None:
    told = [
        CopyRow(
            area="fraud",
            country="TH",
            fate="removed_reported" if one else "removed_unreported",
            match="near",
            thresholds="7",
        )
        for one in reported
    ]
    check(MonthRows(reports, cases, target, clusters=clusters, copies=[*copies, *told]))


def test_both_agree_on_a_month_of_few_cases_and_many_copies() -> None:
    whole = ClusterRow(area="hate", copies="500+", country="MM", span="over_7_days")
    copy = CopyRow(area="hate", country="MM", fate="removed_unreported", match="near", thresholds="3")
    report = ReportRow(
        area="hate", country="MM", language="my", outcome="removed", service="feed", source="user", subject_kind="item",
        review_hours=1, review_open_hours=None, answer_hours=2, answer_open_hours=None,
    )  # fmt: skip
    check(MonthRows([report] * 5, [], 48, clusters=[whole] * 3, copies=[copy] * 1501))


def test_both_agree_on_a_month_of_too_few_people() -> None:
    check(MonthRows([], [], 48, withheld=True))


@pytest.mark.parametrize("seed", range(12))
def test_both_agree_on_random_rows_of_every_table_and_on_what_is_declared(seed: int) -> None:
    check(random_rows(seed, 8 * (seed + 1)), LOG)


def check(rows: MonthRows, log: Log = ()) -> None:
    out, complaints = io.StringIO(), io.StringIO()
    with tempfile.TemporaryDirectory() as name, redirect_stdout(out), redirect_stderr(complaints):
        write_export(Path(name), rows, log)
        status = watchdog.main(["recompute", "--ledger", name, "--month", "2018-03"])
    assert status == 0, complaints.getvalue()
    assert json.loads(out.getvalue()) == registry.figures(rows)
