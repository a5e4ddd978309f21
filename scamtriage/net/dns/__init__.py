"""The operator's resolvers. Entry point: `resolve.Resolver`, which caches answers (`memo`) and verifies them if in doubt (`belief`).

Each question is an `asked.Asked`. It tries the `ways` in order: `udp`, over the sockets of `plugs` and within a congestion `window`; TCP
and TLS in `streams`; and `https`. `upstreams` lists the resolvers, `outage` decides whether a failure is theirs, `answers` tracks who waits
for what. Messages are parsed by `message`, with `name` and `records`.
"""
