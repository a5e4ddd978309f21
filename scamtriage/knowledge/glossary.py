"""Words in the output that are no signal, each with a short explanation for new readers."""

KINDS = {
    "tech-support": "a fake technician: an alarm on the screen, a number to call, a tool that lets a stranger into the computer",
    "fake-customer-care": "a fake help line of a well-known company, which asks for codes, payments or remote access",
    "gov-police": "somebody poses as police, prosecutors, courts, tax or another authority, and threatens or orders payments",
    "bank-wallet": "somebody poses as a bank, a wallet or another service with accounts (a network, mail, telephone, streaming) "
    "to get passwords, card data or codes",
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
"""Kinds of scam: what is done to victims, if the site is a scam."""

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
    "benign-evidence": "evidence of honesty: an old registration, an address and a fixed line, a vetted registrar; it only takes away",
}
"""Families of evidence. Each is capped, and a conviction needs more than one."""

MODES = {
    "full": "resolver, registries and the site itself are asked",
    "passive": "resolver and registries are asked; the target gets no packet, so the site is unknown (--passive)",
    "offline": "no socket is opened: the name alone is judged (--offline)",
}

STATUSES = {
    "ok": "every source that the mode asks gave a clear answer",
    "partial": "it was judged, but some evidence could not be obtained; that adds nothing, either way",
    "refused": "the line is no target, is one that is not contacted, or cannot be read; the reason stands beside it",
    "error": "a fault of scamtriage, or a line of stored evidence that cannot be read",
    "skipped": "the line asks nothing: it is empty or a comment",
}
"""How one line of the input ended."""

OUTCOMES = {
    "absent": "the source answered: there is no such thing",
    "timeout": "no answer came before the deadline: unknown, weighs nothing",
    "unreachable": "the connection was refused, reset or found no way, TLS would not start, or the registry failed so often that it is "
    "left alone for a while: unknown, weighs nothing",
    "blocked": "scamtriage refuses to contact the address, or no public source has the answer: unknown, weighs nothing",
    "limited": "the source asked us to slow down: unknown, weighs nothing; ask again in an hour",
    "malformed": "the answer could not be parsed; it is kept in the evidence",
    "crashed": "a fault of scamtriage; the run goes on, and the exit code says so",
}
"""How a single observation ended."""

TERMS = {
    "nats": "the unit of weights: natural-log odds. +0.7 doubles the odds of a scam, +2.3 makes them tenfold, minus does the reverse. "
    "The sum of the weights is the log-odds on which the verdict stands",
    "coverage": "the share, by weight, of the evidence that the chosen mode asks for and that was obtained. Below {undetermined_below:.0%} "
    "the verdict is undetermined, unless the name is parked; what was not obtained adds nothing",
    "prior": "how likely a scam is before any evidence, {prior:.0%} unless --prior or a model says otherwise. It moves the probability, "
    "never the verdict",
    "probability": "prior and evidence together (the column “p”), with an 80 % band for how far the weights, and the sums fitted on whole "
    "pages, may be off. What could not be checked lies outside of the band: what it could still move is told beside it. It is no share of "
    "sites that were counted",
    "fragile": "without its strongest finding the verdict would fall by several levels, so it was lowered by one",
    "rests-on": "the signal without which a verdict above suspicious would be several levels lower; a sum over the whole page lowers "
    "nothing",
    "calibration": "what a model of a desk adds to every site that was asked in full, so that probabilities are those of the desk's cases; "
    "the shipped model adds nothing",
    "held-back": "a rule set another verdict than the sum alone would give; the rule is named",
    "unknown": "could not be checked. It adds nothing, either way, and is told with the most that it could still move",
    "urgency": "what it does to people if it is a scam; no part of how likely that is",
    "p": "the probability",
    "not-asked": "the mode or the options of this run did not ask it: unknown, and no absence",
    "look-it-up-first": "our dated table is not sure of this desk, or has grown too old: find its number or form at the desk itself",
    "unread": "in the JSON of `scamtriage contacts`, a record that is no contact: what could not be searched for some, and why. What it "
    "holds is unknown",
    "known-line": "in the contacts of a CSV, in place of the kind: a line that our dated tables have as that of a public body, a bank or a "
    "company. Who prints it need not be its owner",
    "in-part": "some measures of this family were made, and others could not be",
    "by-record": "the kind of scam is the one that the record which named the site gives it",
    "by-lexicon": "the kind of scam is the one of the words that were found",
    "compromised": "an honest site that seems to have been hacked, and no kind of its own",
    "none": "the source was asked, and there is no such thing",
    "not-stated": "the source answered, and does not say it",
    "not-registered": "the registry says that nobody holds the name",
    "read": "when a page from a file was read, UTC; when the page was seen is unknown",
    "taken-up": "the day on which a name that is judged alone was taken up, UTC; it decides which tables are too old",
    "observed": "when the evidence was collected, UTC; ages are counted to that moment",
}
"""Other words in the output. Numbers in braces are filled from the catalogue."""

CONTACTS = {
    "phone": "a telephone number, in international form; the detail says what kind of number its country makes it",
    "local-phone": "a telephone number as it is written, because the page does not tell its country or area; no rule counts it",
    "hotline": "a short or toll-free number as offices have them, in the form of its country",
    "email": "a mailbox",
    "line": "an account, group or invitation of LINE",
    "telegram": "an account, group, channel or bot of Telegram",
    "telegram-bot": "the number of the bot of Telegram to which a page's scripts send what is typed: by it Telegram can close the bot",
    "whatsapp": "a number or link of WhatsApp",
    "whatsapp-group": "an invitation to a group of WhatsApp",
    "zalo": "a number, group or link of Zalo",
    "viber": "a number, bot or group of Viber",
    "wechat": "an account of WeChat (Weixin)",
    "qq": "an account or group of QQ",
    "messenger": "a chat of Facebook Messenger",
    "kakaotalk": "an account or open chat of KakaoTalk",
    "signal": "a number, name or group of Signal",
    "skype": "an account of Skype",
    "wallet": "an address of a crypto currency; what is paid there does not come back",
    "bank-account": "an account to which money is to be sent",
    "remote-tool": "a program that lets somebody else into the computer or the phone",
    "payment-qr": "a code that pays when it is scanned, with the account that stands in it",
}
"""Ways in which a page wants to be reached or paid. Desks for reports (`report_to`) are not contacts."""

DETAILS = {
    "mobile": "a mobile number, by the plan of its country",
    "fixed": "a number of a fixed line, which stands at a place",
    "fixed-or-mobile": "a number whose country does not tell fixed lines from mobiles",
    "toll-free": "a number that costs its callers nothing; anybody can rent one",
    "premium": "a premium-rate number: its callers pay its owner. No office takes calls so",
    "shared-cost": "a number whose cost caller and owner share",
    "uan": "a number of an organisation that rings wherever the organisation is (universal access number)",
    "voip": "a number of internet telephony, which can be anywhere",
    "personal": "a number that follows a person from line to line, wherever it is",
    "pager": "a number of a pager",
    "voicemail": "a number that takes messages",
    "short": "a short number, which works in its own country alone",
    "by-number": "the messenger is to be reached by a telephone number",
    "group": "a group of a messenger",
    "invite": "an invitation, which shows who invites only to those who follow it",
    "link": "a link into a messenger or a tool",
    "short-link": "a shortened link: who stands behind it is seen by those who follow it",
    "channel": "a channel that one side writes and the others read",
    "account": "an account of a messenger",
    "community": "a community: several groups of a messenger under one roof",
    "bot": "a program that answers in a messenger",
    "chat": "a chat that opens at once",
    "open-chat": "a room of a messenger that anybody can enter under any name",
    "page": "a page on a network",
    "instruction": "words that tell a visitor to start a remote tool",
    "qr-link": "a link that stood in a QR code",
    "liff-app": "an app that runs within LINE (LIFF)",
    "vietqr-account": "the bank account in a VietQR code",
    "promptpay-mobile": "the mobile number that PromptPay pays to",
    "user-id": "the number by which a messenger knows an account, whatever it calls itself",
}
"""Details of a contact besides its value. A file name or a bank code appears there unchanged."""

ASKS = {
    "password": "a password",
    "otp": "a one-time code, as banks and services send it",
    "pin": "a PIN",
    "id-number": "the number of an identity card, a passport or a tax file",
    "card": "number, date or code of a payment card",
    "seed-phrase": "recovery words or the private key of a crypto wallet: who has them has the money",
    "bank-login": "name and secret of online banking",
    "bank-account": "the number or the bank of the visitor's account; no secret by itself",
    "phone": "a telephone number of the visitor",
    "email": "a mailbox of the visitor",
    "name": "the visitor's name",
    "address": "where the visitor lives",
    "file": "a file, such as a photograph of a card or of a face",
}
"""What the forms of a page ask for."""

DESKS = {
    "registrar": "the company through which the name was registered; it can take the name away",
    "host": "who lends the machine on which the site runs; it can take the site away",
    "front": "a content network before the site: it passes reports on, and knows the host",
    "scam-hotline": "the telephone line of a country for victims of scams",
    "police-hotline": "the telephone line of a country's police against fraud",
    "police-portal": "the police's page for reports of fraud",
    "police": "the police",
    "portal": "a country's page for reports of scams",
    "cert": "a national team against incidents on the internet (CERT)",
    "anti-phishing": "a body that collects reports of phishing",
    "regulator": "the authority that licenses what the site claims to be",
    "takedown": "a body that has sites removed or blocked",
    "cctld-registry": "the registry of a country's names",
    "reporting-hub": "a place that passes one report on to many",
    "blocklist": "a list that browsers and filters ask before they open a page",
    "hosting": "a platform that lends names or space; it can take the page away",
    "clearing-house": "where banks, firms and authorities exchange what they know of scams",
    "messenger": "the service on which the account or the group lives; it can close it",
    "crypto": "exchanges and issuers that can freeze what was sent, and databases that mark addresses",
}
"""Who can act on a report (`report_to`)."""

URGENCIES = {
    "immediate": "lives may be at risk: tell the police now",
    "high": "secrets, savings or a whole computer are lost within the hour",
    "normal": "money is lost step by step, over days; or no kind is known",
    "low": "what is lost is what was staked or paid for",
}
"""Harm to victims, if it is a scam."""

CERTAINTIES = {
    "told": "a registry named this desk for this very name or address",
    "sure": "our dated table has it, and it could be confirmed; short numbers work in their own country alone",
    "likely": "our dated table has it, and it is probably still so; look it up first",
    "unsure": "it could not be confirmed; look it up first",
}
"""How certain a desk's contact details are."""

SHOWN = "only where the verdict is suspicious or more, or a person must look (needs-human, compromised-site)"
"""When scam types, and flags that depend on findings, are reported."""

OF_A_CONTACT = {
    "fictitious": "a number that countries keep for films and examples: nobody answers it",
    "unassigned": "a number of a range that its country has given to nobody",
    "guest": "it stands only where visitors write",
    "unseen": "it stands only in links that no visitor sees",
    "out-of-sight": "it stands, too, where no visitor reads it, as in hidden elements, scripts or data; these places are not counted",
    "official-hotline": "a short number that our dated table has, of an authority or another public service, a bank or a company",
    "known-line": "our tables have it as the own line of an authority or another public service, a bank or a "
    "company; only rows say so, evidence does not",
    "impossible-short-code": "a short number written with a country code, with which nobody can call it: forgers write so",
    "official-account": "the kind of account that the messenger gives to organisations; anybody may open one",
    "personal": "an account of one person",
    "personal-id": "the account that PromptPay or a like service finds by the number of an identity card",
    "group": "a group of a messenger",
    "obfuscated": "it was hidden from programs that look for it, as in name (at) mail",
    "unchecked": "a wallet whose spelling has no check digits; a word beside it names it",
    "text": "it is for text messages",
    "fax": "it is for telefax",
    "of-range": "the page writes a range of numbers by its first and last; this is one between them",
}
"""Flags of a contact."""

FLAGS = {
    "fake-call-centre": "the page as a whole shows a strong resemblance to those of fake call centres; or a moderate one, and a trait "
    "of one; or a slight one, and traits from two families of evidence; or three traits of a fraudulent call occur together; or it is a "
    "likely scam of a kind that is a call by itself (tech-support, fake-customer-care)",
    "credential-theft": "the page takes secrets: a password, a card, a code, a seed phrase",
    "apk-dropper": "the page offers an app for phones past the official stores",
    "wallet-drainer": "the page asks a crypto wallet for rights over what lies in it",
    "cross-border": "the registrant or a number is of another country than the body that the site claims to be",
    "text-from-data": "the page shows no text before its scripts run: its words were read from what it hides until then, or carries for "
    "them, and which of these a visitor sees is unknown",
    "loaded": "this machine was too busy while it looked: deadlines were stretched, and timeouts may be ours",
    "allow-net": "a network that the guard refuses was admitted by hand for this look (--allow-net)",
    "via-proxy": "it was looked at through a proxy (--proxy), from whose address the site was seen",
    "saved-page": "the page was read from a file: the site was not asked, and where the page stood is what the user says",
}
"""Flags set by findings or by how the evidence was collected. None changes the score."""

OF_THE_LOOK = frozenset({"loaded", "allow-net", "via-proxy", "saved-page"})
"""Flags about our own machine and network, not about the site."""

OF_A_PAGE = {
    "source": "browsers show it as it is written, tags and all, as text/plain, JSON, CSV and scripts are shown: it runs and asks nothing",
    "mended-head": "lines of the head of the answer were skipped or repaired, as browsers do",
    "warned": "browsers warn of the certificate before they show the page",
    "http-instead": "the address named no scheme, and at https was nothing that browsers show: the page is the one at http",
    "other-at-https": "the page is the one at http; another one is at https, behind a certificate at which browsers stop",
    "sent-unknown": "scripts may send what is typed to an address that is not known",
    "read-all-the-same": "it is a closed door or an error with few words; what these accuse of was judged, and it acquits of nothing",
}
"""How browsers treat a page, and what its reading leaves open, in the evidence and the rows: `facts.page.flags`."""

STATES = {
    "active": "the site answered, and nothing says that it is gone; in a passive run, that its name was looked up",
    "inactive": "the domain is not registered, or leads nowhere now",
    "parked": "the name is parked or for sale: there is no site to judge, so nothing above no-finding is said",
    "fetch-blocked": "the page stands behind a door (a challenge, a refusal), and what it says is unknown",
    "needs-human": "the evidence contradicts itself, or cannot be asked by a machine: a person must look",
    "shared-suffix": "a platform lends the name: registration and zone are the platform's, not the tenant's",
    "shared-address": "the path is one of many people's: a link of a shortener or a messenger, a page of a platform",
    "compromised-site": "an honest site that seems to have been hacked: tell its owner",
    "official": "the name belongs to the organisation itself, by our table: it is never called a scam",
    "on-block-list": "it stands on a list that you gave with --block-list; that moves no number",
    "on-allow-list": "it stands on a list that you gave with --allow-list; that moves no number",
}
"""The condition of the site, and matches in the user's own lists."""
