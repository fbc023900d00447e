"""Markdown: its lines, its dialects, its front matter, and its structure."""
