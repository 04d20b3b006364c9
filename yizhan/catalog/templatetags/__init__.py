"""Words of the catalogue for its own templates."""
