"""Find the ways to contact, pay or give remote access that a page offers. Entry point: `contacts.read_contacts`; one module per kind.

how it goes           sources (the parts), contacts (in which order), anchors and windows (where to look), window_reader (who reads
                      one), link_words (what links say of it), budget, found (one find), sightings (finds merged), fold (other
                      digits and signs), spoken_digits, thing_columns, code_samples
words for contacts    label_words, label_finder (where they stand), label_chains (which share one number)
phones                phone/, called_shorts
mail and messengers   mail, mail_spelling, spoken_mail, mail_abroad, messengers, messenger_forms, messenger_words, messenger_ids,
                      messenger_pairs, english_line ("line" or LINE)
links and codes       links, link_schemes, link_hosts, link_slips, link_payments, link_parts, cards, payment_qr
accounts              bank_accounts, bank_beside, bank_sides (lists), bank_gaps, listed_accounts, bank_rows, coded_accounts, account_labels,
                      account_or_phone, account_places, account_cards, bank_words, unnamed_banks, logo_accounts, logo_cards,
                      postal_accounts, clearing_accounts, same_holder, ibans
payees and wallets    payees, payee_words, wallets, split_wallets, checksums
remote support        remote_tools, tool_warnings, tool_pages, tool_floods
what is not shown     script_strings, data_values, setting_names, recipient_data (of victims)
"""
