"""`python -m extractor.cli` is `extract`."""

from extractor.cli import main

main()
