"""Many drafts checked by several processes."""
