"""The sources of quotations, and drafts held against them."""
