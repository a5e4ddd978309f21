"""Words and names in thirteen languages: their spellings, where they may stand, what they mean.

all that is sought    vocabulary (in a page, one matcher), phrases, phrase_tables (by class) and first_letters,
                      lexicon_table and label_scan (in host names)
whose names           brands, sectors, hotlines
what it says          negation, quoting (a find with what stands around it), returns (promised interest), sentence
how it is spelt       folding, homoglyphs and lookalikes (letters taken for others), accents (Vietnamese without marks)
ordinary words        innocent_words
"""
