"""What the loaders of publications share: files, rows, names, and what a loader returns."""
