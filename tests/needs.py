"""Marks for tests that need something a machine may lack; the reason says what."""

from __future__ import annotations

import os
import sys

import pytest

from zhlint.reading.conversion import soffice

posix = pytest.mark.skipif(os.name != "posix", reason="Windows lacks POSIX file modes, pipes, signals and terminals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has XDG folders and file names of any bytes")
libreoffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")
