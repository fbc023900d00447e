"""Punctuation: paired marks and their faults, quotations, and masked text."""
