"""The catalogue's rules: pure functions on plain values, by topic."""
