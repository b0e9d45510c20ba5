"""Which encoding Burmese is in, converting it, and folding it: how well and how fast, beside paraencoder, myanmartools
and pycld2 in the same run.

    detection   words of a spelling book in both encodings, by length. A threshold is set for each program so that at
                most 0.5% of the words in Unicode of that length are taken for Zawgyi; told is the share of the words
                in Zawgyi above it. Beside it what the program says without a threshold of ours.
    typed       the same with words between spaces of text that was typed in Zawgyi, and of the texts in Unicode of the
                workload near_duplicates; and once more without those that are spelled the same in both encodings,
                which nothing can tell. The rules were written looking at one half of the words; then follows the
                other half alone, which no rule was written for.
    history     words as typed, with an author who is known to use Zawgyi, and with one who uses Unicode
    mixed       words of both encodings in turns, three by three, each read by what it says and by its neighbours
    languages   whole texts and single words in Shan, Mon and Burmese that are taken for Zawgyi: none may be
    conversion  words in Zawgyi that become the word in Unicode to the letter
    folding     words whose two spellings have the same symbols, told apart by the text alone
    speed       texts a second of processor time, on one core

    python benchmarks/bench_encoding.py [FOLDER]    with the files encoding/*.jsonl.gz of the shared data

pycld2 has no wheels for every computer that we lock for, so `dev.py bench` does not bring it:
.venv/bin/pip install pycld2
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from answerable.text.batch import Batch
from answerable.text.encoding import Encoding, History, Run, evidence, identify
from answerable.text.folding import fold_each, fold_symbols
from answerable.text.unicode import convert

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LENGTHS = ((1, 4), (5, 8), (8, 12), (13, 99))
FALSE_ALARMS = 0.005
BURMESE = re.compile("[\u1000-\u109f]+")

Score = Callable[[str], float]
Row = dict[str, Any]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not (folder / "encoding" / "word_pairs.jsonl.gz").exists():
        sys.exit(f"{folder}/encoding/word_pairs.jsonl.gz is not there; name the folder of the shared data")
    pairs, native, languages = (read(folder, name) for name in ("word_pairs", "zawgyi_native", "languages"))
    told_apart = [row for row in pairs if row["unicode"] != row["zawgyi"]]
    scores = dict(detectors())
    print(f"detection: {len(told_apart)} words, at most {FALSE_ALARMS:.1%} false alarms")
    for name, (score, natural) in scores.items():
        detection(
            name, score, natural, *([row[kind] for row in told_apart] for kind in ("zawgyi", "unicode"))
        )
    typed = between_spaces([row["text"] for row in native])
    plain = between_spaces(unicode_texts(folder))
    typed_words("typed", scores, typed, plain)
    typed_words("typed, the half that was kept aside", scores, *(kept_aside(one) for one in (typed, plain)))
    history(typed, plain)
    mixed(typed, plain)
    print("languages: taken for Zawgyi")
    for name, (score, natural) in scores.items():
        confusion(name, score, natural, languages)
    print(f"conversion: {len(pairs)} words")
    for name, converter in converters():
        right = sum(converter(row["zawgyi"]) == row["unicode"] for row in pairs)
        print(f"  {name:14} {right} right: {right / len(pairs):.4f}")
    unicode, zawgyi = (fold_each([row[kind] for row in pairs]) for kind in ("unicode", "zawgyi"))
    same = sum(a == b for a, b in zip(unicode, zawgyi, strict=True))
    print(f"folding: {same} of {len(pairs)} words the same in both encodings: {same / len(pairs):.4f}")
    speed(scores, [row["text"] for row in native])


def unicode_texts(folder: Path) -> list[str]:
    """Texts in Unicode, of the bank of the workload near_duplicates."""
    bank = folder.parent / "bench" / "near_duplicates" / "dev" / "bank.jsonl.gz"
    with gzip.open(bank, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 10_000)]
    return [text for text in texts if BURMESE.search(text)]


def read(folder: Path, name: str) -> list[Row]:
    with gzip.open(folder / "encoding" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def detectors() -> Iterator[tuple[str, tuple[Score, float]]]:
    """A program's score, the higher the more like Zawgyi, and above what it says so itself."""
    yield "answerable", (lambda text: sum(evidence(run) for run in BURMESE.findall(text)), 0.0)
    if found := module("myanmartools"):
        yield "myanmartools", (found.ZawgyiDetector().get_zawgyi_probability, 0.5)
    if found := module("para"):
        is_zawgyi = found.is_zawgyi
        yield "paraencoder", (lambda text: float(bool(is_zawgyi(text))), 0.5)
    if found := module("pycld2"):
        cld = found

        def from_cld(text: str) -> float:
            try:
                _, _, ranked = cld.detect(text, bestEffort=True)
            except cld.error:
                return 0.0
            return float(ranked[0][1] == "zzb")  # its code for Burmese in Zawgyi

        yield "pycld2", (from_cld, 0.5)


def converters() -> Iterator[tuple[str, Callable[[str], str]]]:
    yield (
        "answerable",
        lambda text: convert(text, (Run(0, len(text), Encoding.ZAWGYI),)).text,
    )
    if found := module("para"):
        to_unicode = found.zg_to_unicode
        yield "paraencoder", lambda text: str(to_unicode(text, force=True))


def module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        print(f"({name} is not installed)")
        return None


def between_spaces(texts: list[str]) -> list[str]:
    """Words as they stand between spaces, each time that they do."""
    return [word for text in texts for word in re.findall("[\u1000-\u1049\u104c-\u109f]+", text)]


def kept_aside(words: list[str]) -> list[str]:
    return [word for word in words if hashlib.sha256(word.encode()).digest()[0] & 1]


def typed_words(
    what: str, scores: dict[str, tuple[Score, float]], typed: list[str], plain: list[str]
) -> None:
    apart = [word for word in typed if not is_told_by_nobody(word)]
    for least, most in LENGTHS:
        words, told = ([word for word in some if least <= len(word) <= most] for some in (typed, apart))
        same = len(words) - len(told)
        print(f"{what}: {least} to {most} letters, {same} of {len(words)} are the same in both encodings")
    for name, (score, natural) in scores.items():
        detection(name, score, natural, typed, plain)
        detection(f"{name}, without those", score, natural, apart, plain)


def history(typed: list[str], plain: list[str]) -> None:
    print("history: words as they stand alone")
    for least, most in LENGTHS:
        zawgyi, unicode = ([word for word in words if least <= len(word) <= most] for words in (typed, plain))
        known, other = History(zawgyi=9), History(unicode=9)
        print(
            f"    {least:2} to {most:2} letters: "
            f"{share(is_zawgyi(word, known) for word in zawgyi):.4f} of an author who uses Zawgyi are read so; "
            f"{share(is_zawgyi(word, other) for word in unicode):.4f} of one who does not, and "
            f"{share(is_zawgyi(word, known) for word in unicode):.4f} of one who changes over to Unicode"
        )


def is_zawgyi(word: str, history: History) -> bool:
    return identify(word, history).encoding == Encoding.ZAWGYI


def mixed(typed: list[str], plain: list[str]) -> None:
    read = wrong = 0
    apart = [word for word in typed if not is_told_by_nobody(word)]
    for i in range(0, min(len(apart), len(plain)) - 3, 3):
        runs = identify(" ".join([*apart[i : i + 3], *plain[i : i + 3]])).runs
        truth = [encoding for encoding in (Encoding.ZAWGYI, Encoding.UNICODE) for _ in range(3)]
        read += len(truth)
        wrong += sum(run.encoding != true for run, true in zip(runs, truth, strict=True))
    print(f"mixed: {read} words, of which {1 - wrong / read:.4f} are read in the encoding that they are in")


def is_told_by_nobody(word: str) -> bool:
    return convert(word, (Run(0, len(word), Encoding.ZAWGYI),)).text == word


def detection(name: str, score: Score, natural: float, in_zawgyi: list[str], in_unicode: list[str]) -> None:
    print(f"  {name}")
    for least, most in LENGTHS:
        zawgyi = sorted(score(word) for word in in_zawgyi if least <= len(word) <= most)
        unicode = sorted(score(word) for word in in_unicode if least <= len(word) <= most)
        threshold = unicode[-1 - int(FALSE_ALARMS * len(unicode))]
        told = share(one > threshold for one in zawgyi)
        itself = share(one > natural for one in zawgyi), share(one > natural for one in unicode)
        print(
            f"    {least:2} to {most:2} letters: told {told:.3f} of {len(zawgyi)}; by itself {itself[0]:.3f}, "
            f"false alarms {itself[1]:.4f} of {len(unicode)}"
        )


def confusion(name: str, score: Score, natural: float, languages: list[Row]) -> None:
    said = []
    for code in ("shn", "mnw", "my"):
        texts = [row["text"] for row in languages if row["language"] == code]
        words = sorted({word for text in texts for word in BURMESE.findall(text)})
        wrong = sum(score(text) > natural for text in texts), sum(score(word) > natural for word in words)
        said.append(f"{code}: {wrong[0]} of {len(texts)} texts, {wrong[1]} of {len(words)} words")
    print(f"  {name:14} {'; '.join(said)}")


def speed(scores: dict[str, tuple[Score, float]], texts: list[str]) -> None:
    print(
        f"speed: {len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} characters, a second of processor time"
    )
    for name, (score, _) in scores.items():
        print(f"  {name:14} {rate(lambda s=score: [s(text) for text in texts], len(texts)):>10,.0f} detected")
    print(
        f"  {'answerable':14} {rate(lambda: [identify(text) for text in texts], len(texts)):>10,.0f} identified, by run"
    )
    for name, converter in converters():
        rated = rate(lambda c=converter: [c(text) for text in texts], len(texts))
        print(f"  {name:14} {rated:>10,.0f} converted")
    batch = Batch.of(texts * 20)
    fold_symbols(batch)
    rated = rate(lambda: fold_symbols(batch), 20 * len(texts))
    print(f"  {'answerable':14} {rated:>10,.0f} folded to symbols by the kernel, encodings told on the way")


def rate(work: Callable[[], object], count: int) -> float:
    began = time.process_time()
    work()
    return count / max(time.process_time() - began, 1e-9)


def share(found: Iterator[bool]) -> float:
    all_found = list(found)
    return sum(all_found) / len(all_found) if all_found else float("nan")


if __name__ == "__main__":
    main()
