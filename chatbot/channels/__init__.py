"""Between a provider's form and our values: one room a provider."""
