"""The operator's resolvers. Enter by `resolve.Resolver`; messages are read by `message`, carried by `udp` and `streams`."""
