"""The inside of the page Map."""
