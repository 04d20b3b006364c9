"""What staff type into the catalogue's screens."""
