"""All that sentences say of the rows of a table of scores, one kind of claim after another."""

from generator.reread.tables.comparison import comparison_findings
from generator.reread.tables.gain import gain_findings
from generator.reread.tables.gap import gap_findings
from generator.reread.tables.harmonic import harmonic_findings
from generator.reread.tables.heaviest import heaviest_findings
from generator.reread.tables.multiplied import factor_findings
from generator.reread.tables.own_counts import own_count_findings
from generator.reread.tables.ranking import ranking_findings
from generator.reread.tables.splits import split_findings
from generator.reread.tables.told_setting import told_setting_findings
from generator.reread.tables.trend import trend_findings

CLAIMS = (
    ranking_findings,
    gap_findings,
    trend_findings,
    gain_findings,
    comparison_findings,
    split_findings,
    harmonic_findings,
    factor_findings,
    heaviest_findings,
    told_setting_findings,
    own_count_findings,
)
