"""Benches: how well references are found (`quality`), and how fast (`speed`)."""
