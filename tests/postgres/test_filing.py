"""What is filed of a month: one statement for each decision, and nothing in it by which anybody could be known."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.errors import Invalid
from answerable.flow.filing import statements_for, tables_for
from answerable.flow.receive import receive_items
from answerable.flow.runtime import Runtime
from answerable.indicators.months import month_of
from answerable.vocabulary import ActionKind
from tests.world import a_reviewer, add_organisation, an_item, decided, removal, reported


async def this_month(runtime: Runtime) -> str:
    async with runtime.store.transaction() as tx:
        return str(month_of(tx.at, runtime.settings.month_zone))


async def test_a_removal_with_a_ban_and_its_copy_are_two_statements_that_name_nobody(
    runtime: Runtime,
) -> None:
    receipt = await reported(runtime, reporter="REPORTER-MARK", note="NOTE-MARK")
    await receive_items(runtime, [an_item("m9", text=an_item().text, author="AUTHOR-MARK")])
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, receipt.report.case_id, removal(runtime, ActionKind.BAN))
    month = await this_month(runtime)
    made = await statements_for(runtime, month)
    first, *copies = made
    assert first.decision_account == "DECISION_ACCOUNT_TERMINATED"
    assert first.decision_visibility == ("DECISION_VISIBILITY_CONTENT_REMOVED",)
    assert first.content_language == "MY"
    assert len({one.puid for one in made}) == len(made)
    assert all(one.automated_decision == "AUTOMATED_DECISION_PARTIALLY" for one in copies)
    told = " ".join(map(str, made))
    for secret in ("MARK", an_item().text, "m1", "m9", "ko-aung", "family", "messenger", reviewer.name):
        assert secret not in told


async def test_what_restricts_nothing_and_another_month_make_none(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    warning = removal(runtime, ActionKind.WARN)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id, warning)
    assert await statements_for(runtime, "2017-09") == []
    (one,) = await statements_for(runtime, await this_month(runtime))
    assert one.decision_account is None


async def test_an_organisation_that_is_not_known_is_named(runtime: Runtime) -> None:
    await add_organisation(runtime, "lab")
    await statements_for(runtime, "2018-03", designated=frozenset({"lab"}))
    with pytest.raises(Invalid, match="no organisation lap"):
        await statements_for(runtime, "2018-03", designated=frozenset({"lap"}))


def test_a_file_is_checked_statement_by_statement(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"statements": [{"puid": "a b"}]}))
    with pytest.raises(Invalid) as refused:
        CliRunner().invoke(app, ["filing", "check", str(file)], catch_exceptions=False)
    assert f"{file}: [0].puid" in {fault.where for fault in refused.value.faults}


async def test_tables_count_the_months_that_were_asked_for(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    month = await this_month(runtime)
    tables = await tables_for(runtime, "2018-03", month, "Courier")
    total = next(csv.DictReader(StringIO(tables["4_notices.csv"], newline="")))
    assert total["Number of notices received "] == "1"
    assert total["Number of actions taken on the basis of the terms and conditions of the service"] == "1"
    empty = await tables_for(runtime, "2018-03", "2018-03", "Courier")
    assert (
        next(csv.DictReader(StringIO(empty["4_notices.csv"], newline="")))["Number of notices received "]
        == "0"
    )
    with pytest.raises(Invalid, match="ends before"):
        await tables_for(runtime, month, "2018-03", "Courier")
