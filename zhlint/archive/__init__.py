"""Archives of any size: records to rows, on one machine or on an engine."""
