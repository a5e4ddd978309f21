"""What `explain` says of the fields of records that stand in a row, and of the columns of the CSV. Fields of a row say it themselves, in
`render/row.py`."""

PARTS = {
    "collector": "who asks one kind of source: dns, registration, certificate, page, hosting, reputation",
    "path": "the field of the evidence in which it stands",
    "snippet": "the words of the site, shortened",
    "kind": "what sort of contact or of desk it is",
    "body": "who takes the report",
    "channel": "how the desk is told: a page, a mailbox, a number; of a contact, a channel that one side writes",
    "country": "the country whose desk, number or address it is, as two letters",
    "scope": "what the desk is for: the site, or the people who lost money",
    "accepts": "whose reports the desk takes, and about what",
    "certainty": "how certain it is that the desk is told so",
    "entry": "the name as your list has it",
    "comment": "what stands behind the name in your list",
    "where": "whether your list names the target or the site that it led to",
    "stage": "where a limit was reached",
    "cap": "the limit that was reached",
    "seen": "how much was read before the limit",
}
"""Fields of the records that a row holds as they are: pointers into the evidence, who can act, entries of lists, limits."""

COLUMNS = {
    "low": "the lower end of the 80 % band of the probability",
    "high": "the upper end of the 80 % band of the probability",
    "registered": "the day on which the name was registered",
    "registrar": "the company through which the name was registered; unknown if nobody was asked, empty if none is stated",
    "abuse-email": "the mailbox of the registrar for reports",
    "address": "the IP addresses of the host",
    "asn": "the number of the network that holds the address",
    "holder": "the network that holds the address",
    "landing": "the address of the page that was shown at last, after all redirects",
    "title": "the title of the page",
    "reason-1": "the finding that weighs most for the verdict",
    "reason-2": "the finding that weighs second",
    "reason-3": "the finding that weighs third",
    "other-side": "the finding that speaks most against the verdict",
    "more-reasons": "how many findings more there are, and what they add together",
    "more-columns": "columns of the input that only later rows have, as JSON",
    "made-text": "the cells of this row that were changed so that no spreadsheet runs them; the JSON row has them unchanged",
}
"""Columns of the CSV that are no fields of the JSON."""
