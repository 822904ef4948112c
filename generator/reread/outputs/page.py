"""A review as one HTML file, in the colours of the site, that asks nothing of any server."""

from collections.abc import Iterator, Sequence

from generator.formulas.markup import Markup
from generator.reread.outputs.markdown import TITLES
from generator.reread.outputs.summary import COLUMNS, row, summary
from generator.reread.review import Review

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; --line: #8884; --false: #b3261e; --doubt: #8a5a00; --unfinished: #555; }
@media (prefers-color-scheme: dark) { :root { --false: #f2b8b5; --doubt: #f0c36d; --unfinished: #bbb; } }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-weight: 300; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } td, th { padding: .3rem .5rem; text-align: left; }
tr { border-bottom: 1px solid var(--line); } td.number { text-align: right; }
li { margin: .8rem 0; overflow-wrap: anywhere; } blockquote { margin: .2rem 0; font-family: monospace; }
.place { font-weight: 600; } .code { color: var(--unfinished); font-size: .85rem; }
.false { color: var(--false); } .doubt { color: var(--doubt); } .unfinished { color: var(--unfinished); }
"""
PAGE = Markup(
    '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="{}">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>Relecture</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n{}\n</main>\n</body>\n</html>\n"
)
ITEM = Markup(
    '<li><span class="place">{}</span> <span class="code">{}</span><blockquote>{}</blockquote>{}{}</li>'
)


def page(reviews: Sequence[Review]) -> str:
    """Write the reviews of some reports; beyond one, a table comes first."""
    return str(PAGE.format(POLICY, Markup("{}").format(STYLE), Markup("\n").join(_parts(reviews))))


def _parts(reviews: Sequence[Review]) -> Iterator[Markup]:
    if len(reviews) > 1:
        yield Markup("<h1>Relecture de tous les rapports</h1>")
        yield _table(reviews)
    for rank, review in enumerate(reviews):
        yield Markup('<h1 id="rapport-{}">Relecture de {}</h1>\n<p>{}</p>').format(
            rank, review.name, summary(review)
        )
        if review.notices:
            yield _list(Markup("<li>{}</li>").format(notice) for notice in review.notices)
        for verdict, title in TITLES.items():
            found = review.of(verdict)
            if found:
                yield Markup('<h2 class="{}">{}</h2>').format(verdict.name.lower(), title)
                yield _list(
                    ITEM.format(
                        str(finding.place),
                        finding.code,
                        finding.quote,
                        finding.sentence,
                        Markup("<br>Calcul : {}").format(finding.computation) if finding.computation else "",
                    )
                    for finding in found
                )


def _list(items: Iterator[Markup]) -> Markup:
    return Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(items))


def _table(reviews: Sequence[Review]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in COLUMNS)
    lines = []
    for rank, review in enumerate(reviews):
        name, *numbers, first = row(review)
        cells = Markup("").join(Markup('<td class="number">{}</td>').format(number) for number in numbers)
        lines.append(
            Markup('<tr><td><a href="#rapport-{}">{}</a></td>{}<td>{}</td></tr>').format(
                rank, name, cells, first
            )
        )
    return Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>").format(
        head, Markup("\n").join(lines)
    )
