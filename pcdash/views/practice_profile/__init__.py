"""The inside of the page Practice profile."""
