"""The laboratory, as it is handed to the report: digits of MNIST, then pneumonia on X-rays."""

from generator import rules
from generator.lab import rules as own_rules
from generator.lab.cnn.page import CNN_PAGE
from generator.lab.contest.page import CONTEST_PAGE
from generator.lab.depth.page import DEPTH_PAGE
from generator.lab.hog.page import HOG_PAGE
from generator.lab.home.page import HOME_PAGE
from generator.lab.learning.page import LEARNING_PAGE
from generator.lab.pneumonia.page import PNEUMONIA_PAGE
from generator.lab.questions import PARTS, QUESTIONS
from generator.lab.raw.page import RAW_PAGE
from generator.lab.review.page import REVIEW_PAGE
from generator.report.data.page import data_page
from generator.report.lab import Lab
from generator.report.questions.page import questions_page
from generator.report.rules.page import rules_page
from generator.report.summary.page import summary_page

SOURCES = (
    "MNIST : Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits, CC BY-SA 3.0.",
    "Radiographies thoraciques : D. Kermany, K. Zhang, M. Goldbaum, Labeled Optical Coherence Tomography "
    "(OCT) and Chest X-Ray Images for Classification, 2018, doi:10.17632/rscbjbr9sj, CC BY 4.0.",
)

LAB = Lab(
    parts=PARTS,
    questions=QUESTIONS,
    pages=(
        HOME_PAGE,
        LEARNING_PAGE,
        RAW_PAGE,
        HOG_PAGE,
        CNN_PAGE,
        CONTEST_PAGE,
        DEPTH_PAGE,
        PNEUMONIA_PAGE,
        REVIEW_PAGE,
    ),
    indexes=(
        data_page("donnees.md", SOURCES),
        rules_page("regles.md"),
        summary_page("resume.md"),
        questions_page("questions.md"),
    ),
    rules=(rules, own_rules),
)
