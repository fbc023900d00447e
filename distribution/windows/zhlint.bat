@"%~dp0python\python.exe" -m zhlint %*
