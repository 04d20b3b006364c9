"""The acts of a case, by topic, in the order of its life."""
