"""How often the hidden-target test finds a target that is there, and how often one that is not.

`python3 dev.py bench hidden_target [COUNT]`, or this file alone. Simulated months of 300 reports, log-normal around
30 h, 10% of them last seen open; the seed is fixed, and the tests run the same worlds.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.answered_months import REPORTS, WORLDS, found  # noqa: E402 - the path comes first


def main(months: int) -> None:
    print(f"{months} months of {REPORTS} reports each")
    print(f"{'':<34}{'T known':>9}{'T found':>9}{'any T':>9}")
    for name, world in WORLDS.items():
        print(f"{name:<34}" + "".join(f"{share:9.4f}" for share in found(world, months)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
