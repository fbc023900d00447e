"""Words: their edges, their near neighbours, and their set phrases."""
