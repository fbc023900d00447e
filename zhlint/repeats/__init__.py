"""Passages that stand in several drafts of one issue of the paper."""
