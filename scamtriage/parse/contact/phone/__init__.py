"""Phone numbers. Entry points: `phones.find` for full numbers, `hotlines.find` for short ones.

where digits stand    groups and digit_groups (how they are grouped, where they end), shape (what is no phone by its form), respelling
whether they are one  judging (the order of the questions)
whose they are        labels, surroundings; numbered and not_called (things, streets, prices), refused (not to be used)
of which country      regions, mentions (what a text names), countries_beside, addresses, told (by the markup), letters, afar (by
                      papers and towns), country_plans, candidate, national and readings (the judgement), libphonenumber (the oracle)
without a country     unplaced; same_area and following (what the number before gives), hours (what only looks so), area_codes (apart)
short numbers         hotlines; short_numbers, short_called (what shows it), joints (lists of them), forgeries
what it is found as   kinds, messengers and reached (named behind it), line_ends (at the end of its line), above (named after it,
                      further down), sentences (where the one of a messenger ends)
"""
