"""Copies: passages, sentences and runs that stand twice in one draft."""
