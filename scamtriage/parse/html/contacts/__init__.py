"""Finds contacts of a page beside its text and its links. Entry point: `places`, which collects them.

in markup           attributes, copied (by a button, for a messenger), values (wallets, payment codes, links),
                    options (of a list), tables (under a head), tooltips,
                    told_countries (of numbers, by the language of their element or their row)
beside a picture    icons (in place of a word), bank_logos (files named after banks), shown (a picture or an input in place of the text)
in scripts          settings (messengers), bank_objects (accounts), datasets and sums (addresses that are put together)
planted             unseen (invisible links)
"""
