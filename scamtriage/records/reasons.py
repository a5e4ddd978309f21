"""Parts of reasons by which counts and notices recognise them. Whoever writes the reason takes them from here as well."""

SEVERAL_WORDS = "it holds more than one word"
A_TAB = "it holds a tab"
"""How the reason for refusing a line begins. The chat exports of LINE part time, name and words by tabs."""

AT_REST = "; it is not asked for another "
"""In the reason for what a registry was not asked, as it failed or asked us to slow down before."""

NO_RESOLVER_ANSWERS = "no resolver answers at all"
NO_RESOLVER_HAS_ANSWERED = "no resolver has answered "
"""... since when, or for how long."""
RESOLVER_NOT_REACHED = "the resolver could not be reached for "
RESOLVER_DENIES_ALL = "the resolver says of ipv4only.arpa, too, that it does not exist"
NO_RESOLVER = (NO_RESOLVER_ANSWERS, NO_RESOLVER_HAS_ANSWERED, RESOLVER_NOT_REACHED)
"""One of them is in each reason that says that no resolver was there, for a question of DNS or for a connection."""
