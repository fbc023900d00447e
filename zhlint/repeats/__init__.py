"""Passages that several drafts of one issue of the paper share."""
