"""Hash lists of others, from the command line to the sealed rows."""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import psycopg
import pytest

from answerable.cli import main
from answerable.errors import Invalid, Refused, Unavailable
from answerable.flow.doors.audit import every_act
from answerable.flow.runtime import Runtime
from answerable.flow.sharing.fetch import fetch
from answerable.flow.sharing.fill import BLOCK, entries_of, fill
from answerable.flow.sharing.sources import Terms, add_source, set_terms, sources
from answerable.intake.hash_list import COLUMNS
from answerable.records.hash_list import HashEntry, Use

TERMS = Terms(given_by="The Listeners", purpose="hate in pictures", confidence=80)


class Said(NamedTuple):
    status: int
    out: str
    error: str


@pytest.fixture
def answerable(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", database_url)
    monkeypatch.setenv("ANSWERABLE_DATA", str(tmp_path))

    def call(*arguments: str, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "argv", ["answerable", "sharing", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        with pytest.raises(SystemExit) as ended:
            main()
        return Said(int(ended.value.code or 0), *capsys.readouterr())

    return call


def pdq(number: int) -> bytes:
    return number.to_bytes(32, "big")


def listed(*numbers: int) -> dict[bytes, HashEntry | None]:
    return {pdq(number): HashEntry(pdq(number), tags=("hate",)) for number in numbers}


async def there(runtime: Runtime, source_id: str = "listeners") -> list[HashEntry]:
    async with runtime.store.transaction() as tx:
        (source,) = [one for one in await tx.hash_lists.all() if one.id == source_id]
        return await entries_of(runtime, tx, source)


def test_a_list_is_taken_in_by_commands(answerable: Callable[..., Said], tmp_path: Path) -> None:
    nobody = answerable("sources", "add", "listeners", "--purpose", "hate")
    assert nobody == (
        1,
        "",
        "answerable: --given-by: must be said: a list that nobody can be asked about is not taken\n",
    )
    terms = ("--given-by", "The Listeners", "--purpose", "hate in pictures", "--opt-out", "disputed")
    made = json.loads(answerable("sources", "add", "listeners", *terms).out)
    assert (made["use"], made["confidence"], made["opt_out"]) == ("shown", 50, ["disputed"])
    assert answerable("sources", "add", "listeners", *terms).status == 1

    plain, packed = f"pdq,tags\n{'0a' * 32},hate\n", tmp_path / "list.csv.gz"
    packed.write_bytes(gzip.compress(plain.encode()))
    first = json.loads(answerable("import", "listeners", str(packed)).out)
    assert first == {"source": "listeners", "new": 1, "changed": 0, "known": 0, "removed": 0, "entries": 1}
    again = json.loads(answerable("import", "listeners", "-", typed=plain.replace("hate", "hate army")).out)
    assert (again["new"], again["changed"], again["entries"]) == (0, 1, 1)

    half = answerable("import", "listeners", "-", typed=f"pdq\n{'0b' * 32}\nbeef\n")
    assert half == (1, "", "answerable: -:3: pdq: is not a PDQ hash (64 hexadecimal digits)\n")
    assert json.loads(answerable("sources", "list").out)["entries"] == 1
    assert answerable("import", "nobody", "-", typed=plain).status == 1
    assert json.loads(answerable("sources", "set", "listeners", "--use", "off").out)["use"] == "off"
    assert answerable("sources", "set", "listeners", "--confidence", "101").status == 1
    assert json.loads(answerable("sources", "remove", "listeners").out) == {
        "source": "listeners",
        "removed": 1,
    }
    assert answerable("sources", "list").out == ""


def test_a_list_is_given_by_commands(answerable: Callable[..., Said], tmp_path: Path) -> None:
    to = ("--to", "The Listeners", "--purpose", "hate in pictures")
    header = ",".join(COLUMNS) + "\n"
    assert answerable("export", *to, "--area", "hate") == (0, header, "0 listed, 0 taken back\n")
    out = tmp_path / "list.csv"
    assert answerable("export", *to, "--area", "hate", "--area", "fraud", "--out", str(out)).out == ""
    assert out.read_text() == header
    assert out.stat().st_mode & 0o777 == 0o600
    nowhere = answerable("export", *to, "--area", "hate", "--out", str(tmp_path / "no" / "list.csv"))
    assert (nowhere.status, nowhere.out) == (2, "")
    out.write_text("as it was")
    unsaid = answerable("export", "--to", " ", "--purpose", "hate", "--area", "hate", "--out", str(out))
    assert (unsaid.status, out.read_text()) == (1, "as it was")
    assert [one.name for one in tmp_path.iterdir() if "list.csv" in one.name] == ["list.csv"]
    assert answerable("export", *to).status == answerable("export", *to, "--area", "weather").status == 2
    lines = [json.loads(line) for line in answerable("exports").out.splitlines()]
    assert [(one["recipient"], one["areas"], one["listed"]) for one in lines] == [
        ("The Listeners", ["hate"], 0),
        ("The Listeners", ["hate", "fraud"], 0),
    ]
    assert all("body_sealed" not in one for one in lines)


async def test_a_list_is_merged_withdrawn_and_replaced(runtime: Runtime) -> None:
    await add_source(runtime, "listeners", TERMS)
    many = range(2 * BLOCK + 1)
    done = await fill(runtime, "listeners", listed(*many))
    assert (done.new, done.entries) == (2 * BLOCK + 1, 2 * BLOCK + 1)
    done = await fill(runtime, "listeners", {pdq(0): None, pdq(BLOCK): None, **listed(BLOCK * 3)})
    assert (done.new, done.removed, done.entries) == (1, 2, 2 * BLOCK)
    assert {one.pdq for one in await there(runtime)} == {
        pdq(one) for one in (*many, BLOCK * 3) if one not in (0, BLOCK)
    }
    done = await fill(runtime, "listeners", listed(7), replace=True)
    assert (done.known, done.removed, done.entries) == (1, 2 * BLOCK - 1, 1)
    assert [one.pdq for one in await there(runtime)] == [pdq(7)]


async def test_nothing_from_outside_does_more_than_be_shown_until_the_operator_says_so(
    runtime: Runtime,
) -> None:
    made = await add_source(runtime, "listeners", TERMS)
    await fill(runtime, "listeners", listed(1))
    (found,) = await sources(runtime)
    assert (made.use, found.use) == (Use.SHOWN, Use.SHOWN)
    await set_terms(runtime, "listeners", Terms(use=Use.OFF))
    (found,) = await sources(runtime)
    assert (found.use, found.confidence, found.given_by) == (Use.OFF, 80, "The Listeners")
    for use in (Use.OPENS, Use.ACTS):
        with pytest.raises(Invalid, match="cannot be yet"):
            await set_terms(runtime, "listeners", Terms(use=use))


async def test_what_administrators_do_with_lists_leaves_lines_that_hold_no_hash(runtime: Runtime) -> None:
    await add_source(runtime, "listeners", TERMS)
    await fill(runtime, "listeners", listed(1, 2))
    await set_terms(runtime, "listeners", Terms(use=Use.OFF, opt_out=("disputed",)), who="reviewer:Aye")
    acts = [(act.who, act.what, act.on_what) for act in await every_act(runtime)][-3:]
    assert [what for _, what, _ in acts] == ["sharing.source-add", "sharing.import", "sharing.source-set"]
    assert acts[1][2] == "listeners: 2 new, 0 changed, 0 removed, 2 there"
    assert acts[2][0] == "reviewer:Aye"
    assert acts[2][2] == (
        "listeners: off, confidence 80, given by The Listeners for hate in pictures; without disputed"
    )


async def test_hashes_lie_sealed_and_open_in_their_own_row_alone(runtime: Runtime, database_url: str) -> None:
    await add_source(runtime, "listeners", TERMS)
    secret = bytes(range(100, 132))
    await fill(runtime, "listeners", {secret: HashEntry(secret, origin="Ma Thida")})
    with psycopg.connect(database_url) as connection:
        rows = connection.execute("select h::text, body_sealed from hash_blocks h").fetchall()
    assert len(rows) == 1
    assert secret.hex() not in rows[0][0]
    assert secret not in rows[0][1]
    assert b"Ma Thida" not in rows[0][1]
    assert [one.origin for one in await there(runtime)] == ["Ma Thida"]


def library_python() -> str:
    """An interpreter that has the library: the one that the setting names, or ours."""
    python = os.environ.get("ANSWERABLE_EXCHANGE_PYTHON", "") or sys.executable
    found = subprocess.run([python, "-I", "-c", "import threatexchange"], capture_output=True, check=False)
    if found.returncode:
        pytest.skip("threatexchange is not installed; name an interpreter in ANSWERABLE_EXCHANGE_PYTHON")
    return python


async def test_the_librarys_sample_exchange_fills_a_list(runtime: Runtime, tmp_path: Path) -> None:
    python = library_python()
    with_it = runtime_with(runtime, python)
    await add_source(runtime, "sample", TERMS)
    await fill(runtime, "sample", listed(1))
    done = await fetch(with_it, "sample", b'{"api": "sample"}')
    assert done.removed == 1
    assert done.new == done.entries > 10
    assert {one.tags for one in await there(runtime, "sample")} == {("to-verify",)}

    file = tmp_path / "signals.txt"
    file.write_text(f"pdq {'0c' * 32}\nvideo_md5 {'0c' * 16}\npdq nonsense\n")
    done = await fetch(with_it, "sample", json.dumps({"api": "local_file", "filename": str(file)}).encode())
    assert [one.pdq.hex() for one in await there(runtime, "sample")] == ["0c" * 32]
    for wrong in (b'{"api": "ncmec"}', b'{"api": "os.path"}', b'{"api": "sample", "token": 1}', b"[", b"{}"):
        with pytest.raises(Invalid, match="the collaboration is not right"):
            await fetch(with_it, "sample", wrong)
    with pytest.raises(Unavailable, match="the exchange failed: AssertionError"):
        await fetch(with_it, "sample", b'{"api": "local_file", "filename": "/nowhere/at/all"}')
    assert done.entries == len(await there(runtime, "sample")) == 1


async def test_without_the_library_one_line_says_what_to_install(runtime: Runtime, tmp_path: Path) -> None:
    await add_source(runtime, "sample", TERMS)
    await fill(runtime, "sample", listed(1))
    with pytest.raises(Refused, match="does not start"):
        await fetch(runtime_with(runtime, str(tmp_path / "python")), "sample", b'{"api": "sample"}')
    venv.create(tmp_path / "bare")
    with pytest.raises(Refused, match="threatexchange is not installed"):
        await fetch(runtime_with(runtime, str(tmp_path / "bare/bin/python")), "sample", b'{"api": "sample"}')
    assert [one.pdq for one in await there(runtime, "sample")] == [pdq(1)]


def runtime_with(runtime: Runtime, python: str) -> Runtime:
    """The same, asking exchanges by another interpreter."""
    return dataclasses.replace(
        runtime, settings=msgspec.structs.replace(runtime.settings, exchange_python=python)
    )
