"""How fast, beside others."""
