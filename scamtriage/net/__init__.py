"""The only door to the network; `open.open_session` puts it together. DNS and registries have folders, what all wires share stands here."""
