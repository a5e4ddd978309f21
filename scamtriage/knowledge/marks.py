"""The flags and states of a verdict, each with an explanation for new readers."""

FLAGS = {
    "fake-call-centre": "the page as a whole shows a strong resemblance to those of fake call centres; or a moderate one, and a trait "
    "of one; or a slight one, and traits from two families of evidence; or three traits of a fraudulent call occur together",
    "credential-theft": "the page takes secrets: a password, a card, a code, a seed phrase",
    "apk-dropper": "the page offers an app for phones past the official stores",
    "wallet-drainer": "the page asks a crypto wallet for rights over what lies in it",
    "cross-border": "the registrant or a number is of another country than the body that the site claims to be",
    "text-from-data": "the page shows no text before its scripts run: its words were read from the data that it carries for them, and "
    "which of these a visitor sees is unknown",
    "loaded": "this machine was too busy while it looked: deadlines were stretched, and timeouts may be ours",
    "allow-net": "a network that the guard refuses was admitted by hand for this look (--allow-net)",
    "via-proxy": "it was looked at through a proxy (--proxy), from whose address the site was seen",
    "saved-page": "the page was read from a file: the site was not asked, and where the page stood is what the user or the file says",
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
}
"""How browsers treat a page, in the evidence and the rows: `facts.page.flags`."""

STATES = {
    "active": "the site answered, and nothing says that it is gone; in a passive run, that its name was looked up",
    "inactive": "the domain is not registered, or leads nowhere now",
    "parked": "the name is parked or for sale: there is no site to judge, so nothing above no-finding is said",
    "fetch-blocked": "the page stands behind a door (a challenge, a refusal), and what it says is unknown",
    "needs-human": "the evidence contradicts itself, or cannot be asked by a machine: a person must look",
    "shared-suffix": "a platform lends the name: registration and zone are the platform's, not the tenant's",
    "compromised-site": "an honest site that seems to have been hacked: tell its owner",
    "official": "the name belongs to the organisation itself, by our table: it is never called a scam",
    "on-block-list": "it stands on a list that you gave with --block-list; that moves no number",
    "on-allow-list": "it stands on a list that you gave with --allow-list; that moves no number",
}
"""The condition of the site, and matches in the user's own lists."""
