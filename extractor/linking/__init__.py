"""Numbers and cue words joined into figures with a meaning. Sees no record."""

from extractor.linking.link import link
from extractor.linking.result import Choice, Linked, Rejection

__all__ = ["Choice", "Linked", "Rejection", "link"]
