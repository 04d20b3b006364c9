"""The clerk's desk, the guide desk and the director's today."""
