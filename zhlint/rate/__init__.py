"""The error rate of drafts, by the profile of a paper or a house."""
