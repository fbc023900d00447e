"""Analyses of a document, each computed once and stored in its memo."""
