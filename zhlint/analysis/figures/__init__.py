"""Figures: dates, sums, and the numbers of parts and items."""
