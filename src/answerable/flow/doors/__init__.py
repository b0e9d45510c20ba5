"""Who comes in: people, roles and keys, signing in, the second factor, sessions; the audit of administrators."""
