"""The language model of press prose: its table of n-grams, and the counting."""
