"""An article as a whole: its type, its credits, its writer, its source, what it lacks."""
