"""Bytes to a laid-out document: decoded, folded, cut into sections and sentences."""

from __future__ import annotations

from extractor.text.decode import decode, encode
from extractor.text.divisions import VINTAGE
from extractor.text.fold import fold
from extractor.text.layout import furniture_spans, lay_out
from extractor.text.view import make_document
from extractor.text.words import SectionWords, default_words, section_words

__all__ = [
    "VINTAGE",
    "SectionWords",
    "decode",
    "default_words",
    "encode",
    "fold",
    "furniture_spans",
    "lay_out",
    "make_document",
    "section_words",
]
