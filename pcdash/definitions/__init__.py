"""What is declared in `data/*.toml`, read and checked once, when a database is built."""
