"""The configuration: its keys and values, and the file that holds them."""
