"""The wall of the hall: slides that can be read from the last row."""
