"""`python -m zhlint`."""

from zhlint.cli import main

main()
