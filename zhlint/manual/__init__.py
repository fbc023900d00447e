"""The handbook that the cards make: their examples as tests, their pages."""
