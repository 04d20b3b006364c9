"""Pages of the administrators: units, people, windows, categories, devices, items."""
