"""`python -m evgraph`."""

from evgraph.cli.main import main

if __name__ == "__main__":
    main()
