"""A month in a hall, played by acts."""
