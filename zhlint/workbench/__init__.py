"""The workbench: drafts on a page where an editor checks and decides.

The page itself is in the folder `distribution/page` of the project; this package is what it asks.
"""

from zhlint.workbench.bench import Workbench

__all__ = ["Workbench"]
