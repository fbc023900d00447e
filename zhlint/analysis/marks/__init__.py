"""Marks: pairs and their faults, quotations, and text that no rule may judge."""
