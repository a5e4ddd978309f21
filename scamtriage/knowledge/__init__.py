"""Knowledge as data, on which two people could disagree: dated, sourced, checked when loaded.

A table is a file here and a type in the module that reads it; `lint` lists both. What a row means is said beside the type.

how tables are read   loading, validation_errors (what is wrong, and where), small_tables (also: when each table expires)
how they are checked  lint (types, sentences), lint_terms (lexicon, brands), lint_phrases, lint_values (numbers)
what is said          speech (every language), english (words for codes), countries (their names), glossary, glossary_pages,
                      taxonomies (of other desks), report_desks, known_lines (whose a number is)
how text is searched  matcher, matcher_cache and compiled_patterns (made once, kept), addresses (of machines)
what may be missing   extras (optional packages)

judgement/            the rows of signals and the rules of the sum; the fitted models of pages and of host names; links between sites
language/             words and names: brands, the lexicon, their spellings and lookalikes, phrases, what negates or quotes them
hosts/                public suffixes, parts of URLs, who lends a name and who stands behind an address
pages/                marks in the source of a page, its fields, links, contacts and barriers; types of files
registry/             which registry to ask, and how registries answer
"""
