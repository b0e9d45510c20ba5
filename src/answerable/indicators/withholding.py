"""Withholding: no combination of words in a published table stands for fewer than 5 reporters.

A combination that is too small loses its words one by one, in a given order, and joins others that then read the
same. When they are still too few, it takes just enough rows of a larger combination that differs only in the words
already lost. So a rare language costs a few rows their language instead of their outcome.

The rows come in an order that outsiders cannot guess, the same each time: which rows are taken depends on it, and
a table that is published twice must not show, by comparison, what it withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

LEAST = 5  # distinct reporters of a combination

Words: TypeAlias = tuple[str, ...]
Coarsen: TypeAlias = Callable[[Words], Words]


class _Group:
    """The rows of one combination, and how many rows each of their reporters has in it."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.reporters: Counter[int] = Counter()

    @property
    def is_small(self) -> bool:
        return len(self.reporters) < LEAST

    def add(self, row: int, reporters: Collection[int]) -> None:
        self.rows.append(row)
        self.reporters.update(reporters)

    def absorb(self, other: _Group) -> None:
        self.rows += other.rows
        self.reporters.update(other.reporters)


def withhold(
    rows: Sequence[Words], reporters: Sequence[Collection[int]], levels: Sequence[Coarsen]
) -> list[Words]:
    """The rows' words with as few as possible withheld. `levels[0]` withholds least, the last one all it may.

    `reporters[i]` are those behind row i. What is still too small at the last level stays so: there is nothing
    more to withhold (fewer than 5 reporters are open, or fewer than 5 are answered).
    """
    large: dict[Words, _Group] = {}
    small = _grouped(rows, reporters)
    _settle_into(large, small)
    for coarsen in levels:
        if not small:
            break
        small = _lifted(small, coarsen)
        _settle_into(large, small)
        neighbours = _neighbours(large, coarsen) if small else {}
        for words, group in small.items():
            _fill(group, neighbours.get(words, []), large, reporters)
        _settle_into(large, small)
    return _words(len(rows), {**large, **small})


def _grouped(rows: Sequence[Words], reporters: Sequence[Collection[int]]) -> dict[Words, _Group]:
    groups: dict[Words, _Group] = {}
    for row, words in enumerate(rows):
        groups.setdefault(words, _Group()).add(row, reporters[row])
    return groups


def _settle_into(large: dict[Words, _Group], small: dict[Words, _Group]) -> None:
    """Move what is large enough, or what reads like something large, from `small` to `large`."""
    for words, group in list(small.items()):
        if words in large:
            large[words].absorb(small.pop(words))
        elif not group.is_small:
            large[words] = small.pop(words)


def _lifted(small: Mapping[Words, _Group], coarsen: Coarsen) -> dict[Words, _Group]:
    lifted: dict[Words, _Group] = {}
    for words, group in small.items():
        lifted.setdefault(coarsen(words), _Group()).absorb(group)
    return lifted


def _neighbours(large: Mapping[Words, _Group], coarsen: Coarsen) -> dict[Words, list[Words]]:
    """By what they would read as at this level: the large combinations, those with most reporters first."""
    found: dict[Words, list[Words]] = {}
    for words in sorted(large, key=lambda one: (-len(large[one].reporters), one)):
        found.setdefault(coarsen(words), []).append(words)
    return found


def _fill(
    group: _Group,
    neighbours: Sequence[Words],
    large: dict[Words, _Group],
    reporters: Sequence[Collection[int]],
) -> None:
    """Take single rows that neighbours can spare; where that is not enough, the smallest neighbour as a whole."""
    for words in neighbours:
        _take(group, large[words], reporters)
        if not group.is_small:
            return
    if neighbours:
        group.absorb(large.pop(neighbours[-1]))


def _take(group: _Group, neighbour: _Group, reporters: Sequence[Collection[int]]) -> None:
    """Move rows that bring new reporters, as long as the neighbour keeps enough of its own."""
    taken: set[int] = set()
    for row in neighbour.rows:
        if not group.is_small:
            break
        alone = sum(neighbour.reporters[one] == 1 for one in reporters[row])
        brings = any(one not in group.reporters for one in reporters[row])
        if brings and len(neighbour.reporters) - alone >= LEAST:
            taken.add(row)
            group.add(row, reporters[row])
            neighbour.reporters -= Counter(reporters[row])
    if taken:
        neighbour.rows = [row for row in neighbour.rows if row not in taken]


def _words(count: int, groups: Mapping[Words, _Group]) -> list[Words]:
    found: list[Words] = [()] * count
    for words, group in groups.items():
        for row in group.rows:
            found[row] = words
    return found
