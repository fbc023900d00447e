"""Speakers: who is introduced, whose words these are, and of which place."""
