"""The inside of the page Overview."""
