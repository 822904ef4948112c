"""A tiny built site, as MkDocs would have written it."""

from pathlib import Path

from generator.site.pdf.contents import Chapter, Settings

PAGE = (
    '<!doctype html><html lang="fr"><head><link rel="stylesheet" href="assets/css/page.css"></head>'
    '<body><div class="md-banner">{banner}</div><article class="md-typeset">{body}</article>'
    "</body></html>"
)
TRIAL = '<p class="trial-run">Profil d’essai</p>'
PAGES = {
    "": '<p class="hand-in" data-print="no"><a href="rapport.pdf">PDF</a></p>'
    '<h1 id="debut">Début<a class="headerlink" href="#debut">¶</a></h1>'
    '<p>Voir <a href="mesures/un/#b">b</a>, <a href="regles/">les règles</a>, '
    '<a href="https://exemple.ch/">x</a>, <a href="donnees.csv" download>données</a>.</p>'
    '<p class="downloads"><a href="a.png">PNG</a></p>',
    "mesures/un": '<h1 id="a">Un</h1><h2 id="b">B</h2><p>Oui.</p>'
    '<details><summary aria-label="Comment ?"></summary>'
    '<p>Caché ; <a href="../../regles/#r1">règle</a></p></details><div data-print="full"><p>Détail</p></div>'
    '<details data-print="yes"><summary>Questions</summary><p>Ouvert</p></details>'
    '<details data-print="summary"><summary>Bloc × 4</summary><p>Couches</p></details>'
    '<svg><clipPath id="c"></clipPath><use xlink:href="#c" clip-path="url(#c)"></use></svg>'
    '<p data-print="once">Courbes.</p><p>Redit.</p><img src="../i.png">',
    "mesures/un/m-1": '<h1 id="a">M 1</h1><p>Encore.</p><p>Redit.</p>'
    '<p data-print="once">Courbes.</p><p data-print="once">Autres courbes.</p>'
    '<div><script type="module" src="../../../m.js"></script></div><script>m()</script>'
    '<details><p><a href="../../../regles/#r1">r</a></p></details>',
    "regles": '<h1 id="t">Règles</h1><details id="r1"><summary>Première</summary><p>Méthode.</p>'
    '<div data-print="full">Issues</div></details>',
}
SETTINGS = Settings(
    "Essai « A & B »",
    (
        Chapter("Accueil", "", 0),
        Chapter("Mesures", None, 0),
        Chapter("Un", "mesures/un", 1),
        Chapter("Règles", "regles", 0),
    ),
    frozenset({"regles"}),
    "",
)


def small_site(folder: Path, banner: str = "") -> Path:
    """Write the pages of the site in a folder."""
    for path, body in PAGES.items():
        page = folder / path / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.format(banner=banner, body=body), encoding="utf-8")
    return folder
