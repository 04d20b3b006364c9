"""The interface /api/v1 for other systems and devices."""
