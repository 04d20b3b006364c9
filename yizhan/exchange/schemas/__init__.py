"""What goes into the operations and comes out, by topic."""
