"""The touch page of the ticket machine."""
