"""The nouns of the program: frozen values that every other room speaks in."""
