"""The only package that opens connections; `open_session.open_session` assembles it. DNS and registries have packages of their own."""
