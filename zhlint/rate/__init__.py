"""The error rate of a draft, by the profile of a newspaper, a periodical or a house."""
