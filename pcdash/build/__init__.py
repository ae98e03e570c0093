"""From published files to one checked database."""
