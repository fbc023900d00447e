"""Findings that need no second look: ignored, accepted, decided, or outside a change."""
