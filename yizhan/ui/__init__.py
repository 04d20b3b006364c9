"""Tokens, components, template tags: one visual language for five distances."""
