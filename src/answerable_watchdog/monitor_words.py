"""The findings of `monitor` as sentences, in English and in Burmese."""

from answerable_watchdog.hidden_target import HiddenTarget
from answerable_watchdog.monitor import Findings, Waiting, Within

LANGUAGES = {"en": "English", "my": "မြန်မာ"}
_DIGITS = str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉")
DONE = {"answer": {"en": "answered", "my": "ဖြေကြား"}, "review": {"en": "reviewed", "my": "စိစစ်"}}


def numeral(text: object, language: str) -> str:
    """A number as the language writes it."""
    return str(text).translate(_DIGITS) if language == "my" else str(text)


def percent(part: int, whole: int) -> str:
    """A share as a whole per cent, without one where there is nothing; never 0 or 100 unless it is all or none."""
    if not whole:
        return "-"
    if 0 < part < whole:
        return f"{min(99, max(1, round(100 * part / whole)))}%"
    return f"{100 * part // whole}%"


def chance(p_value: float) -> str:
    """A chance as `1 in N`, for a person; no smaller than one in a million."""
    if p_value < 1e-6:
        return "1 in a million"
    return f"1 in {int(1 / p_value):,}"


def sentences(clock: str, found: Findings, language: str) -> list[str]:
    """What one clock shows, sentence by sentence; the first is the one to quote."""
    said = _burmese(clock, found) if language == "my" else _english(clock, found)
    return [numeral(each, language) for each in said]


def _english(clock: str, found: Findings) -> list[str]:
    whole, done = found.whole, DONE[clock]["en"]
    lines = [
        (
            f"Of {whole.n} reports, {_share(whole.within[0])} were {done} within 24 hours and "
            f"{_share(whole.within[1])} within 48 hours; {whole.over_48h} took longer than "
            "48 hours or were still open then."
        )
    ]
    if whole.median_hours is None:
        lines.append(f"Fewer than half were {done} for as long as they were watched.")
    else:
        lines.append(f"Half were {done} within {whole.median_hours} hours.")
    lines.append(_english_target(found, done))
    return lines


def _english_target(found: Findings, done: str) -> str:
    target = found.hidden_target
    if target is None:
        tried = f"at {found.suspected} hours " if found.suspected else ""
        return (
            f"No hidden target {tried}shows in these {found.whole.n} reports. That does not prove that there is none: "
            "of 300 reports, a target that holds one answer in ten is missed about one time in four."
        )
    mark = target.mark
    return (
        f"A hidden target of {target.hours} hours: {mark.after.closed} reports were {done} in the six hours after "
        f"{target.hours} hours, but {mark.before.closed} in the six hours before. The chance of that without a "
        f"target is {_times(target)}, and neither the working day nor a trend explains it."
    )


def _times(target: HiddenTarget) -> str:
    return f"at most {chance(target.p_value)}"


def _share(within: Within) -> str:
    return percent(within.ended, within.known)


def _burmese(clock: str, found: Findings) -> list[str]:
    whole, done = found.whole, DONE[clock]["my"]
    lines = [
        (
            f"တိုင်ကြားချက် {whole.n} ခုအနက် {_share(whole.within[0])} ကို ၂၄ နာရီအတွင်း၊ {_share(whole.within[1])} ကို "
            f"၄၈ နာရီအတွင်း {done}ခဲ့သည်။ {whole.over_48h} ခုမှာ ၄၈ နာရီထက် ပိုကြာသည် သို့မဟုတ် ထိုအချိန်အထိ မ{done}ရသေးပါ။"
        )
    ]
    if whole.median_hours is None:
        lines.append(f"စောင့်ကြည့်ခဲ့သည့် ကာလအတွင်း တစ်ဝက်ကိုပင် မ{done}ခဲ့ပါ။")
    else:
        lines.append(f"တစ်ဝက်ကို {whole.median_hours} နာရီအတွင်း {done}ခဲ့သည်။")
    lines.append(_burmese_target(found, done))
    return lines


def _burmese_target(found: Findings, done: str) -> str:
    target = found.hidden_target
    if target is None:
        return (
            "ကြေညာမထားသော အချိန်သတ်မှတ်ချက် ရှိကြောင်း ဤမှတ်တမ်းများတွင် မတွေ့ရပါ။ မရှိကြောင်း သက်သေပြခြင်း မဟုတ်ပါ။ "
            "တိုင်ကြားချက် ၃၀၀ တွင် ဆယ်ခုလျှင် တစ်ခုကို ဆိုင်းထားပါက လေးကြိမ်လျှင် တစ်ကြိမ်ခန့် မတွေ့နိုင်ပါ။"
        )
    mark = target.mark
    return (
        f"ကြေညာမထားသော {target.hours} နာရီ အချိန်သတ်မှတ်ချက် တွေ့ရသည်− {target.hours} နာရီ ပြည့်ပြီး ၆ နာရီအတွင်း "
        f"{mark.after.closed} ခုကို {done}ခဲ့ပြီး၊ မပြည့်မီ ၆ နာရီအတွင်း {mark.before.closed} ခုကိုသာ {done}ခဲ့သည်။ "
        f"တိုက်ဆိုင်မှုသက်သက်ဖြင့် ဤသို့ဖြစ်ရန် အခွင့်အလမ်းမှာ {target.p_value:.2g} ထက် မပိုပါ။ အလုပ်ချိန် သို့မဟုတ် "
        "အရှိန်ပြောင်းလဲမှုကြောင့် မဟုတ်ပါ။"
    )


def table(found: Findings) -> list[tuple[str, ...]]:
    """Rows for all, each channel and each language, below a head."""
    head = ("", "reports", "within 24 h", "within 48 h", "over 48 h", "still open", "median hours")
    rows = [("all", *_cells(found.whole))]
    for kind, groups in (("channel", found.channels), ("language", found.languages)):
        rows += [(f"{kind} {name}", *_cells(group)) for name, group in groups.items()]
    return [head, *rows]


def _cells(group: Waiting) -> tuple[str, ...]:
    median = "-" if group.median_hours is None else str(group.median_hours)
    shares = (_share(each) for each in group.within)
    return (str(group.n), *shares, str(group.over_48h), str(group.still_open), median)


def comparisons(found: Findings) -> list[str]:
    """Whether channels and languages differ by more than chance, in English."""
    lines = []
    for kind, difference in (
        ("channels", found.channel_difference),
        ("languages", found.language_difference),
    ):
        if difference:
            verdict = "differ" if difference.p_value <= 0.05 else "do not differ by more than chance allows"
            lines.append(f"The {kind} {verdict} (log-rank, p = {difference.p_value:.3g}).")
    pairs = found.pairs
    if pairs:
        n = pairs.both + pairs.only_trusted + pairs.only_ordinary + pairs.neither
        lines.append(
            f"Of {n} items sent through both channels, {pairs.only_trusted} were answered in 48 hours by the trusted "
            f"channel alone and {pairs.only_ordinary} by the ordinary one alone (McNemar, p = {pairs.p_value:.3g})."
        )
    return lines
