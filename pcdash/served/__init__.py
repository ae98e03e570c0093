"""The database as its readers meet it."""
