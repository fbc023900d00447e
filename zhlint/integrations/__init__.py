"""Operators of other people's pipelines, each imported by its users alone."""
