"""`recompute` on a whole export: it agrees with a true one and names every difference in a false one."""

import json
from pathlib import Path
from typing import Any

import pytest

from answerable_watchdog.cli import main
from answerable_watchdog.encoding import canonical
from tests.watchdog import small_log as log

MONTH = "2018-03"


def salt(n: int) -> str:
    return log.sha(f"salt {n}".encode()).hex()


def report(n: int, answer: int | None, review: int | None, **changed: Any) -> dict[str, Any]:
    row = {"salt": salt(n), "area": "hate", "country": "MM", "language": "my", "service": "feed"}
    row |= {"source": "user", "subject_kind": "item", "outcome": "removed" if answer is not None else "open"}
    row |= {"answer_hours": answer, "answer_open_hours": 500 if answer is None else None}
    return row | {"review_hours": review, "review_open_hours": 500 if review is None else None} | changed


def case(n: int, **changed: Any) -> dict[str, Any]:
    row = {"salt": salt(1000 + n), "area": "hate", "country": "MM", "language": "my", "service": "feed"}
    return row | {"first_source": "user", "subject_kind": "item", "reports": "2-4"} | changed


def cluster(n: int, **changed: Any) -> dict[str, Any]:
    row = {"salt": salt(2000 + n), "area": "hate", "country": "MM", "copies": "0", "span": "none"}
    return row | changed


def copied(n: int, **changed: Any) -> dict[str, Any]:
    row = {"salt": salt(3000 + n), "area": "hate", "country": "MM", "match": "exact", "thresholds": "1"}
    return row | {"fate": "removed_unreported"} | changed


REPORTS = [report(n, hours, hours - 1) for n, hours in enumerate([10, 20, 30, 49])] + [report(9, None, None)]
CASES = [case(0), case(1, subject_kind="*", reports="*")]

# Worked out by hand from the definitions in spec/indicators.md.
FIGURES: dict[str, Any] = {
    "1": {"cases": 2, "cases_withheld": 1, "items": 1, "reports": 5},
    "2": {"already_gone": 0, "deleted_by_author": 0, "n": 5, "no_violation": 0, "open": 1, "other_action": 0}
    | {"removed": 4, "removed_share": "0.8000", "withheld": 0},
    "4": {
        # S: 4/5 from 10, 3/5 from 20, 2/5 from 30, 1/5 from 49; open at 500: 10+8+6+7.6+287*0.2 = 89
        "answer": {"closed": 4, "median_hours": 30, "n": 5, "naive_mean_hours": "27.250", "open": 1}
        | {"p90_hours": None, "restricted_mean_hours": "89.000"},
        "review": {"closed": 4, "median_hours": 29, "n": 5, "naive_mean_hours": "26.250", "open": 1}
        | {"p90_hours": None, "restricted_mean_hours": "88.200"},
    },
    "5": {
        "answer": {"after_target_share": "0.2000", "late": 1, "late_share": "0.4000", "n": 5, "open_late": 1}
        | {"target_hours": 48, "within_target_share": "0.6000"},
        "review": {"after_target_share": "0.0000", "late": 0, "late_share": "0.2000", "n": 5, "open_late": 1}
        | {"target_hours": 48, "within_target_share": "0.8000"},
    },
}


CLUSTERS = [
    cluster(0, copies="2-4", span="to_3_days"),
    cluster(1),
    cluster(2, copies="*", span="*", country="*"),
]
COPIES = [
    *(copied(n) for n in range(18)),
    copied(18, fate="removed_reported"),
    copied(19, fate="removed_reported"),
    copied(20, fate="removed", match="near", thresholds="10"),
    copied(21, fate="*", match="*", thresholds="*"),
]
TENTH: dict[str, Any] = {
    "cases": 3,
    "cases_by_copies": {"*": 1, "0": 1, "1": 0, "10-49": 0, "2-4": 1, "5-9": 0, "50-499": 0, "500+": 0},
    "cases_by_span": {"*": 1, "none": 1, "to_3_days": 1}
    | dict.fromkeys(("to_1_hour", "to_6_hours", "to_1_day", "to_7_days", "over_7_days"), 0),
    "copies": 22,
    "copies_per_case": "7.333",
    "kept": 0,
    "removed": 1,
    "removed_reported": 2,
    "removed_share": "0.9545",
    "removed_unreported": 18,
    "unreported_share": "0.9000",
    "thresholds": "1 10",
    "waiting": 0,
    "withheld": 1,
}


def lines(rows: list[Any]) -> list[bytes]:
    return [canonical(row) for row in rows]


def root(leaves: list[bytes]) -> str:
    return log.b64(log.tree_hash([log.leaf_hash(x) for x in leaves]))


TARGET = canonical({"d": {"type": "target", "hours": 48}, "v": 1})
BEFORE = [log.commitment(n) for n in range(270)] + [TARGET] + [log.commitment(n) for n in range(300, 330)]


def body(before: list[bytes] | None = None, **changed: Any) -> dict[str, Any]:
    """The month's declaration over the leaves before it."""
    before = BEFORE if before is None else before
    types = {"report": 20, "filler": len(before) - 21, "declaration:target": 1}
    return {
        "type": "month",
        "month": MONTH,
        "zone": "Asia/Yangon",
        "as_of": "2018-04-03T00:00:00Z",
        "checkpoint": {"root": root(before), "size": len(before)},
        "target_hours": 48,
        "tables": {
            "reports": {"root": root(lines(REPORTS)), "rows": 5},
            "cases": {"root": root(lines(CASES)), "rows": 2},
        },
        "leaves": {"from": 0, "to": len(before), "types": types},
        "formulas": {"1": 1, "2": 1, "4": 1, "5": 1},
        "figures": FIGURES,
        "withheld": False,
    } | changed


def write(
    directory: Path, declared: dict[str, Any], *, reports: list[Any] = REPORTS, cases: list[Any] = CASES
) -> Path:
    leaf = canonical({"d": declared, "v": 1})
    log.write_export(directory, [*BEFORE, leaf, log.commitment(999)])
    folder = directory / "months" / MONTH
    folder.mkdir(parents=True)
    (folder / "month.json").write_text(json.dumps(declared, indent=1), encoding="utf-8")
    for name, rows in (("reports", reports), ("cases", cases)):
        (folder / f"{name}.jsonl").write_bytes(b"".join(line + b"\n" for line in lines(rows)))
    return directory


def with_copies(**changed: Any) -> dict[str, Any]:
    """The same month's declaration with indicator 10."""
    tables = {
        **body()["tables"],
        "clusters": {"root": root(lines(CLUSTERS)), "rows": len(CLUSTERS)},
        "copies": {"root": root(lines(COPIES)), "rows": len(COPIES)},
    }
    formulas = body()["formulas"] | {"10": 1}
    return body(tables=tables, formulas=formulas, figures=FIGURES | {"10": TENTH}) | changed


def write_copies(
    directory: Path, declared: dict[str, Any], clusters: list[Any] = CLUSTERS, copies: list[Any] = COPIES
) -> Path:
    write(directory, declared)
    for name, rows in (("clusters", clusters), ("copies", copies)):
        file = directory / "months" / MONTH / f"{name}.jsonl"
        file.write_bytes(b"".join(line + b"\n" for line in lines(rows)))
    return directory


def recompute(directory: Path, *options: str) -> int:
    policy = ["--policy", str(directory / "policy")]
    return main(["recompute", "--ledger", str(directory), "--month", MONTH, *policy, *options])


def errors(capsys: pytest.CaptureFixture[str]) -> list[str]:
    output = capsys.readouterr()
    assert output.out == ""
    assert all(line.isprintable() for line in output.err.splitlines())
    return [line.removeprefix("answerable-watchdog: ") for line in output.err.splitlines()]


def test_a_true_month_prints_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, body())
    assert recompute(tmp_path) == 0
    output = capsys.readouterr()
    assert (json.loads(output.out), output.err) == (FIGURES, "")
    assert recompute(tmp_path, "--format", "text") == 0
    text = capsys.readouterr().out.splitlines()
    assert text[0].startswith("2018-03 (Asia/Yangon), as of 2018-04-03T00:00:00Z, declared at leaf 301")
    assert "4.answer.median_hours                30" in text
    assert "4.answer.p90_hours                   null" in text


def test_a_month_with_copies_prints_the_tenth_figure_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_copies(tmp_path, with_copies())
    assert recompute(tmp_path) == 0
    output = capsys.readouterr()
    assert (json.loads(output.out), output.err) == (FIGURES | {"10": TENTH}, "")
    assert recompute(tmp_path, "--format", "text") == 0
    assert "10.unreported_share                  0.9000" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("clusters", "copies", "said"),
    [
        (CLUSTERS[1:], COPIES, "2018-03, clusters.jsonl: declared 3 rows, the file has 2"),
        (CLUSTERS, COPIES[1:], "2018-03, copies.jsonl: declared 22 rows, the file has 21"),
        (CLUSTERS, COPIES[::-1], "2018-03, copies.jsonl: declared root"),
        (
            [*CLUSTERS, cluster(9, copies="500+")],
            COPIES,
            "2018-03, copies.jsonl: 22 rows; clusters.jsonl says that the copies of its 4 cases are 502 at the least",
        ),
        (
            [],
            COPIES,
            "2018-03, copies.jsonl: 22 rows; clusters.jsonl says that the copies of its 0 cases are 0",
        ),
    ],
)
def test_rows_of_copies_that_are_not_the_declared_ones_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], clusters: list[Any], copies: list[Any], said: str
) -> None:
    write_copies(tmp_path, with_copies(), clusters, copies)
    assert recompute(tmp_path) == 1
    assert any(line.startswith(said) for line in errors(capsys))


@pytest.mark.parametrize(
    ("clusters", "copies", "said"),
    [
        ([cluster(0, copies="3")], COPIES, "clusters.jsonl, line 1, copies: '3' is not one of 0, 1, 2-4,"),
        ([cluster(0, span="a while")], COPIES, "clusters.jsonl, line 1, span: 'a while' is not one of none,"),
        (
            CLUSTERS,
            [copied(0, fate="lost")],
            "copies.jsonl, line 1, fate: 'lost' is not one of removed_unrep",
        ),
        (
            CLUSTERS,
            [copied(0, match="similar")],
            "copies.jsonl, line 1, match: 'similar' is not one of exact",
        ),
        (
            CLUSTERS,
            [copied(0, thresholds="01")],
            "copies.jsonl, line 1, thresholds: '01' is neither a version",
        ),
        (CLUSTERS, [copied(0, thresholds=1)], "copies.jsonl, line 1, thresholds: not a text"),
        (CLUSTERS, [copied(0, case="c1")], "copies.jsonl, line 1: not an object of exactly"),
    ],
)
def test_a_row_of_another_form_is_refused_by_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], clusters: list[Any], copies: list[Any], said: str
) -> None:
    write_copies(tmp_path, with_copies(), clusters, copies)
    assert recompute(tmp_path) == 1
    assert errors(capsys)[0].startswith(said)


@pytest.mark.parametrize(
    "changed",
    [
        {"formulas": {"1": 1, "2": 1, "4": 1, "5": 1}},
        {"formulas": {"1": 1, "2": 1, "4": 1, "5": 1, "10": 2}},
        {"tables": body()["tables"]},
    ],
)
def test_an_indicator_without_its_tables_or_tables_without_it_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, Any]
) -> None:
    write_copies(tmp_path, with_copies(**changed))
    assert recompute(tmp_path) == 1
    assert len(errors(capsys)) == 1


def test_without_a_policy_the_exports_own_is_used_and_this_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, body())
    assert main(["recompute", "--ledger", str(tmp_path), "--month", MONTH]) == 0
    assert "the export's own policy" in capsys.readouterr().err


def test_every_difference_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    false = json.loads(json.dumps(FIGURES))
    false["1"]["reports"] = 4
    false["4"]["answer"]["median_hours"] = 29
    del false["2"]["withheld"]
    false["5"]["review"]["excuse"] = "none"
    write(tmp_path, body(figures=false))
    assert recompute(tmp_path) == 1
    assert errors(capsys) == [
        "2018-03, figures.1.reports: declared '4', the rows give '5'",
        "2018-03, figures.2.withheld: only the rows has it",
        "2018-03, figures.4.answer.median_hours: declared '29', the rows give '30'",
        "2018-03, figures.5.review.excuse: only declared has it",
    ]


def changed_rows(**changed: Any) -> list[dict[str, Any]]:
    return [REPORTS[0] | changed, *REPORTS[1:]]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (changed_rows(area="spam"), "2018-03, reports.jsonl: declared root"),
        (REPORTS[::-1], "2018-03, reports.jsonl: declared root"),
        (REPORTS[:4], "2018-03, reports.jsonl: declared 5 rows, the file has 4"),
        ([*REPORTS, REPORTS[0]], "2018-03, reports.jsonl: declared 5 rows, the file has 6"),
        (changed_rows(outcome="lost"), "reports.jsonl, line 1, outcome: 'lost' is not one of removed,"),
        (changed_rows(outcome="open"), "reports.jsonl, line 1: outcome must be open exactly when"),
        (changed_rows(answer_hours=-1), "reports.jsonl, line 1: answer_hours and answer_open_hours are not"),
        (
            changed_rows(answer_hours=True),
            "reports.jsonl, line 1: answer_hours and answer_open_hours are not",
        ),
        (changed_rows(answer_open_hours=9), "reports.jsonl, line 1: answer_hours and answer_open_hours"),
        (changed_rows(review_hours=None), "reports.jsonl, line 1: review_hours and review_open_hours are"),
        (changed_rows(review_hours="9"), "reports.jsonl, line 1: review_hours and review_open_hours are"),
        (changed_rows(salt="00"), "reports.jsonl, line 1, salt: not 64 hexadecimal digits"),
        (changed_rows(area=5), "reports.jsonl, line 1, area: not a text"),
        (changed_rows(reporter="x"), "reports.jsonl, line 1: not an object of exactly"),
        (changed_rows(area="x" * 5000), "reports.jsonl, line 1: longer than a row can be"),
        ([[]], "reports.jsonl, line 1: not an object of exactly"),
    ],
)
def test_changed_rows_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[Any], reason: str
) -> None:
    write(tmp_path, body(), reports=rows)
    assert recompute(tmp_path) == 1
    assert any(line.startswith(reason) for line in errors(capsys))


def test_a_row_of_cases_with_an_unknown_bucket_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, body(), cases=[case(0, reports="2"), CASES[1]])
    assert recompute(tmp_path) == 1
    assert errors(capsys) == ["cases.jsonl, line 1, reports: '2' is not one of 1, 2-4, 5-9, 10-49, 50+, *"]


def leaves(**changed: Any) -> dict[str, Any]:
    declared: dict[str, Any] = body()["leaves"]
    return declared | changed


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"leaves": leaves(types={"report": 300, "declaration:target": 2})},
            "2018-03, leaves.types: adds up to 302, but from 0 to 301 there are 301 leaves",
        ),
        (
            {"leaves": leaves(types={"report": 301})},
            "2018-03, leaves.types.declaration:target: declared 0, the log has 1",
        ),
        (
            {"leaves": leaves(**{"from": 5})},
            "2018-03, leaves.from: declared 5, the month leaf before ends at 0",
        ),
        ({"leaves": leaves(to=300)}, "the month leaf at index 301: leaves.to is not the size"),
        (
            {"checkpoint": {"root": root(BEFORE[:-1]), "size": 301}},
            "2018-03, checkpoint: at 301 leaves the log's root is",
        ),
        (
            {"checkpoint": {"root": root(BEFORE), "size": 302}, "leaves": leaves(to=302)},
            "2018-03, checkpoint: of 302 leaves, but the month leaf stands at index 301 already",
        ),
        ({"target_hours": 49}, "2018-03, figures.5.answer.target_hours: declared '48', the rows give '49'"),
        ({"withheld": True}, "2018-03, withheld: declared true, but there are rows"),
        ({"formulas": {"1": 2}}, "the month leaf at index 301 uses formulas"),
        ({"as_of": "yesterday"}, "the month leaf at index 301, as_of: not a time"),
        ({"withheld": 0}, "the month leaf at index 301: zone is not a text, or withheld"),
        (
            {"tables": {"reports": {"root": "", "rows": 5}}},
            "a root in the month leaf at index 301 has 0 bytes",
        ),
        ({"tables": []}, "the month leaf at index 301, tables: not an object"),
        ({"figures": {"1": True}}, "2018-03, figures.1: declared 'true', the rows give"),
        ({"target_hours": True}, "the month leaf at index 301, 'target_hours': not a whole number"),
        ({"month": "2018-02"}, "the log declares no month 2018-03; it declares '2018-02'"),
    ],
)
def test_a_false_declaration_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, Any], reason: str
) -> None:
    write(tmp_path, body(**changed))
    assert recompute(tmp_path) == 1
    assert any(line.startswith(reason) for line in errors(capsys))


def test_a_month_published_too_early_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [*REPORTS[:4], REPORTS[4] | {"answer_open_hours": 47}]
    write(tmp_path, body(), reports=rows)
    assert recompute(tmp_path) == 1
    assert "2018-03, reports.jsonl: 1 clocks open for less than 48 h: published too early" in errors(capsys)


def test_month_json_must_be_the_leaf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, body())
    other = body(zone="UTC") | {"\x1b[2J": 1}
    (tmp_path / "months" / MONTH / "month.json").write_text(json.dumps(other), encoding="utf-8")
    assert recompute(tmp_path) == 1
    assert errors(capsys) == [
        "2018-03, 'month.json.\\x1b[2J': only the file has it",
        "2018-03, month.json.zone: the log '\"Asia/Yangon\"', the file '\"UTC\"'",
    ]


@pytest.mark.parametrize("name", ["month.json", "reports.jsonl", "cases.jsonl"])
def test_a_missing_table_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    write(tmp_path, body())
    (tmp_path / "months" / MONTH / name).unlink()
    assert recompute(tmp_path) == 1
    (line,) = errors(capsys)
    assert line.startswith("the export lacks")
    assert name in line


def test_the_last_declaration_of_a_month_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = canonical({"d": body(target_hours=24), "v": 1})
    before = [*BEFORE, wrong, log.commitment(5)]
    types = {"report": 1, "declaration:month": 1}
    right = body(before, leaves={"from": 301, "to": 303, "types": types})
    write(tmp_path, right)
    log.write_export(tmp_path, [*before, canonical({"d": right, "v": 1})])
    assert recompute(tmp_path) == 0
    assert json.loads(capsys.readouterr().out) == FIGURES


@pytest.mark.parametrize(
    "arguments",
    [
        ["--ledger", "nowhere", "--month", MONTH],
        ["--ledger", "a\0b", "--month", MONTH],
    ],
)
def test_a_directory_that_is_none_is_wrong_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["recompute", *arguments]) == 2
    assert "is not a directory" in capsys.readouterr().err


@pytest.mark.parametrize("month", ["2018-13", "2018-3", "March", "../../etc", "၂၀၁၈-၀၃"])
def test_a_month_is_a_year_and_a_month(tmp_path: Path, month: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["recompute", "--ledger", str(tmp_path), "--month", month])
    assert caught.value.code == 2


def a_target(hours: int, valid_from: str) -> bytes:
    return canonical({"d": {"type": "target", "hours": hours, "valid_from": valid_from}, "v": 1})


@pytest.mark.parametrize(
    ("targets", "in_time"),
    [
        ([(48, "2018-01-05")], True),
        ([(24, "2018-01-05"), (48, "2018-02-10")], True),
        ([(48, "2018-01-05"), (24, "2018-02-10")], False),  # another one held when the month began
        ([(24, "2018-01-05"), (48, "2018-03-20")], False),  # chosen while the reports were waiting
        ([(24, "2018-01-05"), (48, "2018-02-28")], True),  # the month may not have begun yet in its zone
        ([(48, "2018-03-20")], True),  # a log that is younger than the month
        ([(48, "2018-04-02")], False),
        ([], False),
    ],
)
def test_a_target_that_was_not_declared_in_time_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], targets: list[tuple[int, str]], in_time: bool
) -> None:
    before = [log.commitment(n) for n in range(30)] + [a_target(*one) for one in targets]
    types = {"report": 30} | ({"declaration:target": len(targets)} if targets else {})
    write(tmp_path, right := body(before, leaves={"from": 0, "to": len(before), "types": types}))
    log.write_export(tmp_path, [*before, canonical({"d": right, "v": 1})])
    assert recompute(tmp_path) == (0 if in_time else 1)
    late = "2018-03, target_hours: 48 was not declared as a target in time for this month"
    assert (late in capsys.readouterr().err) != in_time


def test_a_target_is_not_older_than_the_month_before_it_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = [log.commitment(1), a_target(24, "2018-01-05")]
    types = {"report": 1, "declaration:target": 1}
    past = body(
        early, month="2018-02", as_of="2018-03-03T00:00:00Z", leaves={"from": 0, "to": 2, "types": types}
    )
    before = [*early, canonical({"d": past, "v": 1}), a_target(48, "2018-02-01")]  # dated back
    types = {"declaration:month": 1, "declaration:target": 1}
    month = body(before, leaves={"from": 2, "to": 4, "types": types})
    write(tmp_path, month)
    log.write_export(tmp_path, [*before, canonical({"d": month, "v": 1})])
    assert recompute(tmp_path) == 1
    assert errors(capsys) == ["2018-03, target_hours: 48 was not declared as a target in time for this month"]


def test_names_of_the_log_do_not_write_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, body(leaves=leaves(types={"report": 300, "declaration:\x1b]0;all is well\x07": 1})))
    assert recompute(tmp_path) == 1
    said = capsys.readouterr().err
    assert "\\x1b]0;all is well\\x07" in said
    assert said.replace("\n", "").isprintable()


def test_a_month_that_was_declared_twice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = canonical({"d": body(), "v": 1})
    before = [*BEFORE, first, log.commitment(5)]
    second = body(before, leaves={"from": 301, "to": 303, "types": {"report": 1, "declaration:month": 1}})
    write(tmp_path, second)
    log.write_export(tmp_path, [*before, canonical({"d": second, "v": 1})])
    assert recompute(tmp_path) == 0
    assert "2018-03 was declared before at 301" in capsys.readouterr().err


def test_what_differs_is_shown_beside_what_was_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    false = FIGURES | {"2": FIGURES["2"] | {"removed_share": "0.9000", "open": None}}
    write(tmp_path, body(figures=false))
    assert main(["recompute", "--ledger", str(tmp_path), "--month", MONTH, "--format", "text"]) == 1
    table = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["2.removed_share", "0.9000", "0.8000", "+0.1000"] in table
    assert ["2.open", "null", "1", "DIFFERS"] in table
    assert ["1.reports", "5", "5"] in table
