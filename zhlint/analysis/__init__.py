"""Analyses of a document, computed once each and kept in its memo."""
