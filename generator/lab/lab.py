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
# What describes each method that the pages and the rules name.
METHODS = (
    "HOG et L2-Hys : N. Dalal, B. Triggs, Histograms of Oriented Gradients for Human Detection, CVPR, 2005, "
    "doi:10.1109/CVPR.2005.177.",
    "Cartes d’occlusion : M. D. Zeiler, R. Fergus, Visualizing and Understanding Convolutional Networks, "
    "ECCV, 2014, doi:10.1007/978-3-319-10590-1_53.",
    "Intervalle d’une proportion : E. B. Wilson, Probable Inference, the Law of Succession, and Statistical "
    "Inference, Journal of the American Statistical Association, 1927, doi:10.1080/01621459.1927.10502953.",
    "Comparaisons faites ensemble : S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, "
    "Scandinavian Journal of Statistics, 1979.",
    "Réponses appariées : Q. McNemar, Note on the Sampling Error of the Difference between Correlated "
    "Proportions or Percentages, Psychometrika, 1947, doi:10.1007/BF02295996.",
    "Proportions appariées : A. Agresti, Y. Min, Simple Improved Confidence Intervals for Comparing Matched "
    "Proportions, Statistics in Medicine, 2005, doi:10.1002/sim.1781.",
    "Effet de grappe : J. N. K. Rao, A. J. Scott, A Simple Method for the Analysis of Clustered Binary Data, "
    "Biometrics, 1992, doi:10.2307/2532311.",
    "Degrés de liberté : F. E. Satterthwaite, An Approximate Distribution of Estimates of Variance "
    "Components, Biometrics Bulletin, 1946, doi:10.2307/3002019.",
    "Corrélation de rangs : M. G. Kendall, A New Measure of Rank Correlation, Biometrika, 1938, "
    "doi:10.1093/biomet/30.1-2.81.",
    "Rééchantillonnage : B. Efron, Bootstrap Methods: Another Look at the Jackknife, The Annals of "
    "Statistics, 1979, doi:10.1214/aos/1176344552.",
    "Score de Brier : G. W. Brier, Verification of Forecasts Expressed in Terms of Probability, Monthly "
    "Weather Review, 1950.",
)

LAB = Lab(
    parts=PARTS,
    questions=QUESTIONS,
    pages=pages_of(lab),
    indexes=(
        HOME_PAGE,
        data_page("donnees.md", SOURCES, METHODS),
        rules_page("regles.md"),
        GUIDE_PAGE,
    ),
    rules=(rules, own_rules),
    families=EVERYTHING,
)
