"""Words that stand on the screen and are neither signal, flag nor state, each with a sentence or two for whoever meets it first."""

KINDS = {
    "tech-support": "a fake technician: an alarm on the screen, a number to call, a tool that lets a stranger into the computer",
    "fake-customer-care": "a fake help line of a well-known company, which asks for codes, payments or remote access",
    "gov-police": "somebody poses as police, prosecutors, courts, tax or another authority, and threatens or orders payments",
    "bank-wallet": "somebody poses as a bank or a payment wallet to get passwords, card data or codes",
    "parcel-toll": "a fake parcel, customs, toll or fine whose small fee takes the card",
    "gambling": "bets and games for money, illegal in many countries; whether a licence covers the visitors' country is not known "
    "(--gambling says what it counts as)",
    "invest-crypto": "invented profits on an invented platform; to withdraw, taxes or deposits are asked",
    "adviser-clone": "somebody poses as a licensed adviser or broker",
    "task-job": "paid clicks and orders that first want a deposit of one's own",
    "compound-recruit": "job offers abroad of the kind that leads into guarded scam compounds: lives are at risk",
    "loan-app": "loans for which a fee comes first, or an app that reads the phone and is used to extort",
    "fake-shop": "a shop that takes money and sends nothing, or not what was bought",
    "recovery": "help to get back what a scam took, for a fee or for one's secrets",
    "romance": "affection or intimate contacts that lead to payments or extortion",
    "charity": "donations in somebody else's name, or for nobody",
    "ticketing": "tickets, trips or rooms that do not exist",
    "prize-subsidy": "a prize, subsidy or refund that costs a fee or one's data",
    "wallet-drainer": "the page asks a crypto wallet for rights or recovery words, and empties it",
    "money-mule": "bank accounts or cards are rented or bought, to pass on what others lost",
    "generic": "traits of scams in general that point to no kind",
}
"""What is done to people, if the site is a scam."""

FAMILIES = {
    "name": "what the letters and words of the name say, without asking anybody",
    "registration": "what the registry says of the name: age, registrar, status",
    "dns": "what the name servers say: where the name leads, its mail, its zone",
    "hosting": "who holds the addresses and lends the space",
    "tls": "the certificate that the site shows",
    "http": "how the site behaves: redirects, doors, whom it shows what, what it makes a browser do",
    "content": "single things that the page says and asks for",
    "contact": "the numbers, accounts, wallets and tools by which the page wants to be reached or paid",
    "reputation": "dated lists of well-known and vetted names (--reputation)",
    "wording": "the words of the whole page, and what they mean, taken together: a sum fitted on labelled pages (page-wording)",
    "ways": "the whole page without its words: what it asks for, how it can be reached and named (page-ways)",
    "combo": "findings that mean more together than each alone, such as a scheme's words beside a private channel",
    "benign-evidence": "what speaks for honesty: an old registration, an address and a fixed line, a vetted registrar; it only takes away",
}
"""Groups of evidence. Each is capped, and a conviction needs more than one."""

MODES = {
    "full": "resolver, registries and the site itself are asked",
    "passive": "resolver and registries are asked; the target gets no packet, so the site is unknown (--passive)",
    "offline": "no socket is opened: the name alone is judged (--offline)",
}

STATUSES = {
    "ok": "every source that the mode asks gave a clear answer",
    "partial": "it was judged, but some evidence could not be had; that adds nothing, either way",
    "refused": "the line is no target, or one that is not contacted; the reason stands beside it",
    "error": "our own fault, or a line of stored evidence that cannot be read",
    "skipped": "the line asks nothing: it is empty, a comment or too long",
}
"""How one line of the input ended."""

OUTCOMES = {
    "absent": "the source answered: there is no such thing",
    "timeout": "no answer came before the deadline: unknown, weighs nothing",
    "unreachable": "the connection was refused, reset or found no way, or TLS would not start: unknown, weighs nothing",
    "blocked": "our own guard would not connect, or nobody publishes the answer: unknown, weighs nothing",
    "limited": "the source asked us to slow down: unknown, weighs nothing; ask again in an hour",
    "malformed": "an answer came in no language that we know; the evidence keeps what came",
    "crashed": "our own fault; the run goes on, and the exit code says so",
}
"""How a single observation ended."""

TERMS = {
    "nats": "the unit of weights: natural-log odds. +0.7 doubles the odds of a scam, +2.3 makes them tenfold, minus does the reverse. "
    "The sum of the weights is the log-odds on which the verdict stands",
    "coverage": "how much of what could speak in this mode was heard, by weight (the column “seen”). Below {undetermined_below:.0%} the "
    "verdict is undetermined; what was not heard adds nothing",
    "prior": "how likely a scam is before any evidence, {prior:.0%} unless --prior or a model says otherwise. It moves the probability, "
    "never the verdict",
    "probability": "prior and evidence together (the column “p”), with an interval for how far the weights may be off. It is no share of "
    "sites that were counted",
    "fragile": "without its strongest finding the verdict would fall by several levels, so it was lowered by one",
    "held-back": "a rule kept the verdict lower than its number alone would; the rule is named",
    "unknown": "could not be checked. It adds nothing, either way, and is told with the most that it could still move",
    "urgency": "what it does to people if it is a scam; no part of how likely that is",
}
"""Other words of the outputs; numbers in braces are those of the catalogue."""
