"""The inside of the page Trends."""
