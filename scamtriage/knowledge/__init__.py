"""Knowledge as data, on which two people could disagree: dated, sourced, checked when loaded.

A table is a file here and a type in the module that reads it; `lint` lists both. What a row means is said beside the type.

how tables are read   loading, refusals (what is wrong, and where), ages (the small tables; when each table expires)
how they are checked  lint (types, sentences), lint_terms (lexicon, brands), lint_values (numbers and references)
what is judged        catalog (signals, scoring), profile (pages), names (host names), links (sites of one hand); describe
what is said          speech (languages), glossary, exchange (other desks' taxonomies), report_desks
what words mean       vocabulary (all words of pages), tokens (lexicon), brands, everyday_words; negation, quoting, hotlines, returns
how text is searched  matcher, compiled (its cache), folding, homoglyphs, lookalikes, labelscan (labels of hosts)
what pages hold       web (marks in the source), fields (of forms), link_words, block_pages, channels (contacts), filetypes
names and addresses   public_suffix, suffixes, infrastructure, urlparts, userinfo, addresses, warninglists
registries            bootstrap (whom to ask), registries (how they answer)
"""
