"""The data types shared by all packages: frozen records.

what is looked at     target, userlist (the user's own)
what was seen         evidence, facts/; consistency (of a dossier with its head), limits and truncation (what was left unread), reasons
what is made of it    findings (of the signals), assessment, rulings, relation
how it is written     codec, line_faults (what is wrong with a line), documented (what each field means), escaping, scalars,
                      invisible_characters; os_errors; lazy_re (the expressions of all rooms)
"""
