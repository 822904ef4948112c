"""The laboratory, as it is handed to the report: digits of MNIST, then pneumonia on X-rays."""

from generator import lab, rules
from generator.lab import rules as own_rules
from generator.lab.families import EVERYTHING
from generator.lab.guide.page import GUIDE_PAGE
from generator.lab.home.page import HOME_PAGE
from generator.lab.questions import PARTS, QUESTIONS
from generator.report.data.page import data_page
from generator.report.lab import Lab, pages_of
from generator.report.rules.page import rules_page

SOURCES = (
    "MNIST : Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits, CC BY-SA 3.0.",
    "Radiographies thoraciques : D. Kermany, K. Zhang, M. Goldbaum, Labeled Optical Coherence Tomography "
    "(OCT) and Chest X-Ray Images for Classification, 2018, doi:10.17632/rscbjbr9sj, CC BY 4.0.",
)

LAB = Lab(
    parts=PARTS,
    questions=QUESTIONS,
    pages=pages_of(lab),
    indexes=(
        HOME_PAGE,
        data_page("donnees.md", SOURCES),
        rules_page("regles.md"),
        GUIDE_PAGE,
    ),
    rules=(rules, own_rules),
    families=EVERYTHING,
)
