"""The front door for people who did not install anything: `python scripts/review.py VERB`."""

from sitegen.cli import main

main()
