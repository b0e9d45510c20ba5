"""The report of `monitor` as one HTML file with its pictures inside: no script, nothing is loaded, it prints well."""

from html import escape

from answerable_watchdog.monitor import Findings
from answerable_watchdog.monitor_log import Log
from answerable_watchdog.monitor_words import DONE, LANGUAGES, comparisons, percent, sentences, table

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 680, 320, 48, 16, 16, 44
STYLE = """
body { font: 16px/1.6 system-ui, "Noto Sans Myanmar", "Myanmar Text", Padauk, sans-serif; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
table { border-collapse: collapse; font-size: 14px } th, td { padding: .2rem .6rem; text-align: right;
  border-bottom: 1px solid #bbb } th:first-child, td:first-child { text-align: left }
svg { width: 100%; height: auto } .said { font-size: 1.15rem } [lang=my] { line-height: 2 }
@media print { body { margin: 0; max-width: none } svg, table { break-inside: avoid } }
"""


def page(log: Log, found: dict[str, Findings]) -> str:
    """The whole report. Every text of the log is escaped."""
    parts = [_section(clock, each) for clock, each in found.items()]
    untold = sum(row.gone_untold for row in log.rows)
    note = f"<p>{untold} reports have no answer although what they reported is gone.</p>" if untold else ""
    until = escape(log.until.isoformat())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>When were we answered?</title>'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<style>{STYLE}</style></head><body><h1>When were we answered?</h1>\n{''.join(parts)}{note}"
        f"<p>Counted from a watchdog's own records, as they stood at {until}. Reports that were still open "
        "are counted as open for as long as they were watched, not left out. An acknowledgement is no answer. "
        "Hours are rounded up.</p></body></html>\n"
    )


def _section(clock: str, found: Findings) -> str:
    said = "".join(
        f'<p class="said" lang="{language}">{escape(" ".join(sentences(clock, found, language)))}</p>\n'
        for language in LANGUAGES
    )
    title = f"Time until {'the answer' if clock == 'answer' else 'the review'}"
    compared = "".join(f"<p>{escape(line)}</p>" for line in comparisons(found))
    return f"<h2>{title}</h2>\n{said}{picture(clock, found)}{_table(found)}{compared}\n"


def _table(found: Findings) -> str:
    head, *rows = table(found)
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>\n"


def picture(clock: str, found: Findings) -> str:
    """An SVG of the share still open at each hour, with its band, 48 hours marked, and the hidden target."""
    done, target = DONE[clock]["en"], found.hidden_target
    last = max([72, *(step.hour for step in found.whole.steps)])
    hours = min(last + 6, 336)
    marks = [_mark(48, hours, "#777", "48 h")]
    if target and target.hours != 48:
        marks.append(_mark(target.hours, hours, "#a00", f"{target.hours} h"))
    label = f"Share of reports not yet {done}, by hours since they were sent"
    share = percent(found.whole.over_48h, found.whole.n)
    step = next(each for each in (6, 12, 24, 48) if hours <= each * 14)
    ticks = "".join(
        f'<text x="{_x(hour, hours):.1f}" y="{HEIGHT - 26}" text-anchor="middle">{hour}</text>'
        for hour in range(0, hours + 1, step)
    )
    levels = "".join(
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(each):.1f}" y2="{_y(each):.1f}" stroke="#ddd"/>'
        f'<text x="{LEFT - 6}" y="{_y(each) + 4:.1f}" text-anchor="end">{each:.0%}</text>'
        for each in (0, 0.25, 0.5, 0.75, 1)
    )
    line, band = _paths(found, hours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="12" '
        f'font-family="sans-serif"><title>{label}</title><desc>{share} took longer than 48 hours or were still open '
        f"then. The band is where 95% of such curves would lie.</desc>{levels}{ticks}"
        f'<path d="{band}" fill="#06c" fill-opacity=".18"/><path d="{line}" fill="none" stroke="#06c" '
        f'stroke-width="2"/>{"".join(marks)}<text x="{WIDTH / 2}" y="{HEIGHT - 6}" text-anchor="middle">{label}'
        "</text></svg>\n"
    )


def _x(hour: float, hours: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * min(hour, hours) / hours


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)


def _mark(hour: int, hours: int, colour: str, name: str) -> str:
    x = _x(hour, hours)
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{colour}" '
        f'stroke-dasharray="4 3"/><text x="{x + 4:.1f}" y="{TOP + 12}" fill="{colour}">{name}</text>'
    )


def _paths(found: Findings, hours: int) -> tuple[str, str]:
    """The curve, and the outline of its band: there along the top, back along the bottom."""
    steps = [(0, 1.0, 1.0, 1.0)]
    steps += [(each.hour, each.left, each.low, each.high) for each in found.whole.steps if each.hour <= hours]
    ends = [hour for hour, *_ in steps[1:]] + [hours]
    middle, top, bottom = list[str](), list[str](), list[str]()
    for (hour, left, low, high), end in zip(steps, ends, strict=True):
        for places, share in ((middle, left), (top, high), (bottom, low)):
            places += [f"{_x(at, hours):.1f} {_y(share):.1f}" for at in (hour, end)]
    return "M" + " L".join(middle), "M" + " L".join(top + bottom[::-1]) + " Z"
