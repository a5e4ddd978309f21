"""The operator's resolvers. Enter by `resolve.Resolver`, which remembers answers (`memo`) and doubts them where it must (`belief`).

Each question is an `asked.Asked`, which tries the `ways` in their order: `udp`, over the sockets of `plugs` and no more at a time than a
`window` allows; TCP and TLS in `streams`; and `https`. `upstreams` says who the resolvers are, `outage` whether a failure is theirs.
`answers` holds who waits for what. Messages are read by `message`, with `name` and `records`.
"""
