"""The archive of a house, counted: a table of n-grams, and proposals for its pack."""
