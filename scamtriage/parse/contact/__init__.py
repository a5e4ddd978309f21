"""Ways to get in touch, to hand over a machine or to pay. Enter by `contacts.read_contacts`; each kind has a room of its own."""
