"""Parse input lines into targets: one canonical identity for all spellings, or a row that says why there is none.

one line              parse, address, host, refang, unwrap (links of filters), unseen (characters that nobody sees)
a list                read, lines, decode, charset; columns, delimiter and rows (of a table); no_list (what is none); lists (the user's own)
a text                running_text, extract, passages (of long lines), boundaries, url_ends, markup, number_hosts; torn (names broken at
                      line ends, in lists too)
a mail                mail_text, mail_bodies, mail_words, mail_marks
"""
