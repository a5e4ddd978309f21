"""The only package that opens connections; `open_session.open_session` assembles it. DNS and registries have packages of their own.

one run               open_session, policy, session, clock, errors; interfaces (what has several implementations)
a collector sees      protocol, collector_net
to an address         guard (may it be?), connect (from the name), race, dial, connection_slot, proxy, operator_hosts
on the wire           stream, tls, handshakes, http, answer, repair_head, inflate, url, profiles
how often             pace, semaphores, locks, remote_limits (for worker processes)
is this machine fit   probe
how tasks end         tasks
"""
