"""The measures: one small function per signal. Its threshold and its weight stand in the catalogue; where the row says "measured", a fitted
model or a dated table gives the weight. Two hold nats themselves: `reputation` those of its lists, which fade with their age, and
`siblings` those from which another name on a certificate counts.

the frame             measures (all, by signal; name/measures has those of a name alone), measurement (what one returns), view (of one
                      dossier, with what page/ and name/ read out of it), observed (its facts and times), tables, lazy (worked out when
                      first asked for)
from measure to row   steps (by the thresholds of the catalogue), reading (all of a site), silences (what could not be asked)
beside the page       registration, reputation, dns, certificate, siblings, web (what the site does)
what a page is        imitation, papers (taken in a name), unproven, readers, leftovers, profile (the sum of it), benign
what it says          content, schemes, returns, offers, padded (among honest words), unshown
how one gets in touch contact, institutions (how a claimed one is reached), helplines, call_script, officer_script, screens
how one pays          payment, paid_ahead, small_fees, held_sums, tariffs, shops, sold_unseen, wallets, wallet_script
where things go       sent, pasted, messenger_accounts, lent_accounts
stories of one kind   gambling, appeals, couriers, suitors, rescues, recovery_fees, recruitment, perks, task_rules, programmes,
                      yield_shares, forbidden_goods
"""
