"""`python -m zhlint`."""

from zhlint.cli import start

if __name__ == "__main__":
    start()
