"""The speed bench of the reference finder; run it with `make bench-refs`."""
