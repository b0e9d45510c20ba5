"""`python -m answerable_watchdog`: the same as the command `answerable-watchdog`."""

import sys

from answerable_watchdog.cli import main

sys.exit(main())
