"""What the name alone says: whom it imitates, its words and digits, and its suffix.

what is read in it    view (all of it), known (names and words in a label), resemblance (an official label), unicode_scripts
what a name means     everyday (a word of a language), beside (the words beside it)
what is measured      imitation, words, shape, holder; measures (which of them a name is asked)
what it weighs        model (terms of the fit), weight
"""
