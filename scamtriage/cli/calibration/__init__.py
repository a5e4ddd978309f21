"""Cases solved by people: their labels, and the report about a model refitted to them."""
