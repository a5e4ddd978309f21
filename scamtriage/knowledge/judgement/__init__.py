"""What is judged, and how much it weighs. Entry point: `catalog.load_catalog`, of `rows` (one a signal) and `scoring_rules`.

`describe` says it in words; `page_model` and `name_model` hold what was fitted, `links` what joins sites.
"""
