"""Fixes applied to a text without overlap and without damage to its structure."""
