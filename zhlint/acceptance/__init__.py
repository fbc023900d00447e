"""Findings to leave out: ignored, accepted, decided, or outside a change."""
