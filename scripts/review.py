"""The front door for people who did not install anything: `python scripts/review.py VERB`."""

from sitegen.__main__ import review

review()
