"""The grammar of the lines that only press drafts have: by-lines, datelines, speaker lines."""
