"""Words: their edges, near misses of frequent words, and set phrases."""
