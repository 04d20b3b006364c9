"""Users and sign-in. Who may do what is decided one floor up, by memberships of units (orgs)."""
