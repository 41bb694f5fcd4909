"""Old and locked Office files: not read, and the message says what to do."""

from __future__ import annotations

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest_bytes

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("stream", "what"),
    [
        ("EncryptedPackage", r"fiche\.doc: is locked with a password\. Open it in Word, take it off"),
        ("WordDocument", r"fiche\.doc: an old Word file \(\.doc\).*save it as \.docx"),
        ("Workbook", r"fiche\.doc: a file of an old Office program.*save it as \.docx"),
    ],
)
def test_it_says_what_it_is_and_what_to_do(stream: str, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=what):
        ingest_bytes("fiche.doc", START + stream.encode("utf-16-le") + bytes(500))
