"""The inside of the page Benchmark."""
