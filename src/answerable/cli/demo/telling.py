"""How the demo tells what happened: to a person at a terminal, or as one JSON object."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from answerable.cli.demo.ending import AFTER_THE_MONTH, Checked, Ending
from answerable.cli.demo.stage import OPERATOR, REVIEWERS, Cast
from answerable.settings import Settings
from answerable.simulation.replay import Replay

YANGON = timedelta(hours=6, minutes=30)


def as_json(
    replay: Replay, ending: Ending, settings: Settings, *, cast: Cast, took: dict[str, float]
) -> dict[str, Any]:
    """Everything that the demo shows, for programs."""
    return {
        "incident": replay.chronicle.figures(),
        "timeline": [{"at": one.at.isoformat(), "what": one.what} for one in replay.chronicle.story()],
        "figures": ending.figures,
        "receipt": _checked(ending.verified),
        "recompute": _checked(ending.recomputed) | {"same_figures": ending.same_figures},
        "addresses": addresses(settings),
        "seconds": {name: round(value, 1) for name, value in took.items()},
    }


def addresses(settings: Settings) -> dict[str, str]:
    base = f"http://{settings.host}:{settings.port}"
    return {
        "all": f"{base}/",
        "report": f"{base}/report",
        "status": f"{base}/status",
        "review": f"{base}/review",
        "transparency": f"{base}/transparency",
        "ledger": f"{base}/ledger/checkpoint",
    }


def tell(
    console: Console,
    replay: Replay,
    ending: Ending,
    settings: Settings,
    *,
    cast: Cast,
    took: dict[str, float],
) -> None:
    """Print the story, the figures, the proofs and the addresses."""
    console.print()
    console.print(_timeline(replay))
    console.print(_figures(replay, ending))
    _prove(console, ending)
    console.rule("Open these", align="left")
    for name, address in addresses(settings).items():
        console.print(f"  {name:<13}[link={address}]{address}[/link]", highlight=False)
    signs_in = f"{REVIEWERS[0]} (reviewer) or {OPERATOR} (deliveries), password [b]{cast.password}[/b]"
    console.print(f"  sign in as   {signs_in}", highlight=False, soft_wrap=True)
    console.print("\n[b]Try it[/b]", highlight=False)
    console.print(f"  report a message: its number is [b]{replay.open_item}[/b]", highlight=False)
    console.print(
        "  The clock of this server stands in October 2017; tell the watchdog so when you check a receipt that\n"
        f"  you saved before it was in the ledger: --now {int(AFTER_THE_MONTH.timestamp())}",
        highlight=False,
    )
    console.print(
        f"\nReplayed and proved in {sum(took.values()):.0f} s. How far the letters went depends on how fast this "
        "machine answered.\nServing until you press Ctrl-C; the next demo begins with an empty folder.",
    )


def _timeline(replay: Replay) -> Table:
    table = Table(title="What happened, Yangon time", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("when", style="cyan", no_wrap=True)
    table.add_column("what")
    for moment in replay.chronicle.story():
        table.add_row(_yangon(moment.at), moment.what)
    return table


def _figures(replay: Replay, ending: Ending) -> Table:
    told, published = replay.chronicle.figures(), ending.figures
    answer, late = published["4"]["answer"], published["5"]["answer"]
    table = Table(
        title="\nThe month as it is published", title_justify="left", box=None, padding=(0, 2, 0, 0)
    )
    table.add_column("figure", style="cyan")
    table.add_column("value")
    table.add_row(
        "copies of the letters", ", ".join(f"{name}: {n}" for name, n in told["letter_copies"].items())
    )
    table.add_row(
        "reports received",
        f"{published['1']['reports']}, {told['reports_of_organisations']} of them by groups "
        f"({told['repeated_reports']} were repeats), on {published['1']['cases']} cases",
    )
    table.add_row("removed for violating the standards", _percent(published["2"]["removed_share"]))
    median = answer["median_hours"]
    table.add_row("median time to a final answer", f"{median} h" if median is not None else "not reached yet")
    table.add_row("final answer later than 48 hours, or still open after them", _percent(late["late_share"]))
    return table


def _prove(console: Console, ending: Ending) -> None:
    console.print("\n[b]Proved by a program that shares no code with the server[/b]")
    for checked in (ending.verified, ending.recomputed):
        mark = "[green]holds[/green]" if checked.holds else "[red]DOES NOT HOLD[/red]"
        console.print(f"  $ .venv/bin/{checked.command}", highlight=False, soft_wrap=True)
        if checked is ending.verified or not checked.holds:
            console.print(Padding(Text(checked.output), (0, 0, 0, 4)))
        console.print(f"    {mark}")
    same = "the same figures, to the last digit" if ending.same_figures else "[red]OTHER figures[/red]"
    console.print(f"    {same}")


def _checked(checked: Checked) -> dict[str, Any]:
    return {"command": checked.command, "holds": checked.holds, "output": checked.output}


def _percent(share: str | None) -> str:
    return "nothing to count" if share is None else f"{float(share):.1%}"


def _yangon(at: datetime) -> str:
    return (at + YANGON).strftime("%a %d Sep %H:%M")
