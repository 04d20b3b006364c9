"""What people type at these screens, by screen: the syntax of fields only, the rules are in the acts."""
