"""Regular expressions: compiled once for all runs, and proven not to run away."""
