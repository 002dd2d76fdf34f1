"""Bytes to a laid-out document: decoded, folded, cut into sections and sentences."""

from __future__ import annotations

from extractor.text.decode import decode
from extractor.text.fold import fold
from extractor.text.view import make_document

__all__ = ["decode", "fold", "make_document"]
