"""Find the ways to contact, pay or give remote access that a page offers. Entry point: `contacts.read_contacts`; one module per kind."""
