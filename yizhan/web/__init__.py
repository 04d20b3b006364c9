"""URL root, middleware, error pages, the process."""
