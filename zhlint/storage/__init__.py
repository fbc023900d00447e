"""The disk: the cache, safe writing, tables, TOML and globs."""
