"""What a page says: its text, the words found in it, its claims, and how its owner is reached.

which words           scan, occurrences, distances, stretches (the loudest); marks (of rare stories); unmarked (Vietnamese without marks)
asserted or told      text; reported, reported_speech (stretches), reporting, narration (the whole page);
                      others_words (what is not its own), others_sentences (of what others offer)
whose it is           identity (how the owner is reached), numbers, streets; claims, title_parts, letterheads, menus, sole_names (all that a
                      bare page says), spoken_of (others), borrowed (of another's site), addressees
what it does          sensitive_fields, doors (to join or log in), first_steps (of a log-in)
the whole             profile
"""
