"""`python -m zhlint`."""

from zhlint.cli import start

start()
