"""The inside of the page Data and methods."""
