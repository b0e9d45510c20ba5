"""Which case a number of the bank stands for, and the other way round: sorted arrays, and what came since."""

from __future__ import annotations

from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from answerable.engine.text_bank_segment import found_at

ID_BYTES = 16


class CaseNumbers:
    """Numbers of the changes that added cases, each once. Whoever reads needs no lock; one writer at a time."""

    def __init__(self) -> None:
        self._numbers = np.empty(0, np.int64)
        self._ids = np.empty(0, f"S{ID_BYTES}")
        self._by_id = np.empty(0, np.int32)
        self._sorted_ids = self._ids
        self._new: dict[int, UUID] = {}
        self._new_numbers: dict[UUID, int] = {}
        self._gone: set[int] = set()

    @classmethod
    def of(cls, arrays: dict[str, NDArray[np.generic]]) -> CaseNumbers:
        """Those of `arrays`, as they were kept."""
        made = cls()
        made._numbers, made._ids = arrays["numbers"].view(np.int64), arrays["ids"].view(f"S{ID_BYTES}")
        made._sort()
        return made

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All that are there, by number."""
        kept = ~np.isin(self._numbers, list(self._gone))
        numbers = np.concatenate([self._numbers[kept], np.array(list(self._new), np.int64)])
        ids = np.concatenate(
            [self._ids[kept], np.array([one.bytes for one in self._new.values()], self._ids.dtype)]
        )
        order = np.argsort(numbers, kind="stable")
        return {"numbers": numbers[order], "ids": ids[order]}

    def rest_on(self, arrays: dict[str, NDArray[np.generic]]) -> CaseNumbers:
        """The same, with all that `arrays` hold in them alone. Nobody adds or takes out meanwhile."""
        made = CaseNumbers.of(arrays)
        held = set(arrays["numbers"].tolist())
        for number, case_id in self._new.items():
            if number not in held:
                made.add(number, case_id)
        here = np.concatenate([self._numbers, np.array(list(self._new), np.int64)])
        left = np.isin(made._numbers, here) & ~np.isin(made._numbers, list(self._gone))
        made._gone = set(made._numbers[~left].tolist())
        return made

    def __len__(self) -> int:
        return len(self._numbers) - len(self._gone) + len(self._new)

    def add(self, number: int, case_id: UUID) -> None:
        self._new[number] = case_id
        self._new_numbers[case_id] = number

    def remove(self, case_id: UUID) -> int | None:
        """Take a case out; its number, None where it is not there."""
        number = self.number_of(case_id)
        if number is None:
            return None
        if self._new_numbers.pop(case_id, None) is not None:
            del self._new[number]
        else:
            self._gone.add(number)
        return number

    def case_of(self, number: int) -> UUID | None:
        """The case of a number; None where it is not there."""
        new = self._new.get(number)
        if new is not None or number in self._gone:
            return new
        at = int(found_at(self._numbers, np.array([number], np.int64))[0])
        return None if at < 0 else UUID(bytes=bytes(self._ids[at]).ljust(ID_BYTES, b"\0"))

    def number_of(self, case_id: UUID) -> int | None:
        """The number of a case; None where it is not there."""
        new = self._new_numbers.get(case_id)
        if new is not None:
            return new
        at = int(found_at(self._sorted_ids, np.array([case_id.bytes], self._ids.dtype))[0])
        if at < 0:
            return None
        number = int(self._numbers[self._by_id[at]])
        return None if number in self._gone else number

    def _sort(self) -> None:
        self._by_id = np.argsort(self._ids, kind="stable").astype(np.int32)
        self._sorted_ids = self._ids[self._by_id]
