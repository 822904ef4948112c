"""What Chromium printed is read, and freed of its date, without changing where anything is."""

from generator.site.pdf.printed import page_count, page_numbers, undated

PDF = b"""%PDF-1.4
1 0 obj
<</Title (Essai)
/Producer (Skia/PDF m156)
/CreationDate (D:20261127115203+00'00')
/ModDate (D:20261127115203+00'00')>>
endobj
2 0 obj
<</Type /Page
/Parent 5 0 R>>
endobj
3 0 obj
<</Type /Page
/Parent 6 0 R>>
endobj
4 0 obj
<</Type /Page
/Parent 6 0 R>>
endobj
5 0 obj
<</Type /Pages
/Kids [2 0 R 6 0 R]>>
endobj
6 0 obj
<</Type /Pages
/Kids [4 0 R 3 0 R]>>
endobj
7 0 obj
<</a [2 0 R /XYZ 0 616 0]
/page-b--c#27d [3 0 R /XYZ 0 841 0]
/e [4 0 R /XYZ 0 8 0]>>
endobj
8 0 obj
<</Type /Catalog
/Pages 5 0 R
/Dests 7 0 R>>
endobj
9 0 obj
(/CreationDate (D:1) is quoted)
endobj
"""


def test_the_date_goes_and_every_byte_stays_in_its_place() -> None:
    pdf = undated(PDF)
    assert len(pdf) == len(PDF)
    assert b"/CreationDate (D:2" not in pdf and b"/ModDate" not in pdf
    assert pdf.index(b"\n2 0 obj") == PDF.index(b"\n2 0 obj")
    assert pdf[pdf.index(b"\n2 0 obj") :] == PDF[PDF.index(b"\n2 0 obj") :]
    other = PDF.replace(b"20261127115203", b"20301231235959")
    assert undated(other) == pdf


def test_places_are_on_the_pages_of_the_tree_in_its_order() -> None:
    assert page_numbers(PDF) == {"a": 1, "page-b--c'd": 3, "e": 2}
    assert page_count(PDF) == 3


def test_a_pdf_that_names_no_place_gives_no_number() -> None:
    assert page_numbers(PDF.replace(b"/Dests 7 0 R", b"")) == {}
