"""`python -m answerable.cli`: the command line where the console script is not on the path."""

from answerable.cli import main

main()
