"""Working days with 调休, from an own table seeded from published years; opening days are the halls' affair."""
