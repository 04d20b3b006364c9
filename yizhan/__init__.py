"""Yizhan runs a town government hall and its community stations."""

__version__ = "0.1.0"
