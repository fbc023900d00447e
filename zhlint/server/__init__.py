"""Servers for this machine alone: checks that other programs ask for over HTTP."""
