"""The cast and the builders of the tests; builders call acts only."""
