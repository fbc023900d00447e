"""Files: the cache, atomic writing, tables, TOML and globs."""
