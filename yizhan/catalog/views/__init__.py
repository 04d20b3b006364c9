"""The catalogue's staff screens."""
