"""The operator's resolvers. Entry point: `resolve.Resolver`, which caches answers (`answer_cache`) and verifies them if in doubt (`trust`).

Each question is a `query.Query`. It tries the `transports` in order: `udp`, over the `sockets`; TCP and TLS in `streams`; and `https`.
`upstreams` lists the resolvers, `outage` decides whether a failure is theirs (`health`: since when), `answers` tracks who waits for
what. Messages are parsed by `message`, with `name` and `records`.
"""
