"""The run of rules over one document, from a configuration to results."""
