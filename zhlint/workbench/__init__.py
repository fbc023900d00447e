"""The workbench: drafts on a page where an editor checks, decides and takes the result away.

The page itself is in the folder `workbench/` of the project; this package is what it asks.
"""

from zhlint.workbench.desk import Workbench

__all__ = ["Workbench"]
