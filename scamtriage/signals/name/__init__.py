"""What the name alone says: whom it imitates, which words and digits it is made of, and under which suffix it stands."""
