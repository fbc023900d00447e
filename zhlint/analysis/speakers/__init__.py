"""Speakers: people named in running text, their words, and the divisions they speak for."""
