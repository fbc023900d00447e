"""An article as a whole: its type, its writer, its source, what it lacks."""
