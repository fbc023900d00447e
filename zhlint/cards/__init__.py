"""Rules as data: the shipped cards, packs, and the tables of a house."""
