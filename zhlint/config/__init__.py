"""The configuration: what it may say, and the file that says it."""
