"""What reports of this laboratory call layers, in French and in English."""

from generator.reread.walk.words import LayerWords

LAYERS = LayerWords(
    conv=(
        r"(?<!r[ée]seau )(?<!r[ée]seaux )\b"
        r"conv(?:\.(?=\s*\d)|\s?2d|olution(?:al|nelle)?s?|olutive?s?)?(?![a-z])"
        r"(?!\s+(?:neural\s+)?(?:network|net\b))"
    ),
    pool=(
        r"\b(?:(?:max|average|avg|mean)[\s_-]?)?pool(?:ing)?s?(?:\s?2d)?(?![a-z])|\bmise\s+en\s+commun\b|"
        r"\bsous-[ée]chantillonnage\b"
    ),
    gap=r"\bglobal[\s_-]?(?:average|avg|max|moyen\w*)[\s_-]?pool\w*",
    flat=r"\b(?:flat(?:ten\w*)?|aplati\w*)\b",
    dense=(
        r"\b(?:denses?|fc|fully[\s-]connected|enti[èe]rement\s+connect[ée]e?s?|hidden\s+layers?|couches?\s+cach[ée]es?|"
        r"(?:output|last|final)\s+layer|couche\s+(?:de\s+sortie|finale))(?![a-zà-ÿ])"
    ),
    norm=r"\bbatch[\s_-]?norm\w*",
    activation=r"\b(?:relu|activation)\b",
    dropout=r"\bdropout\b",
    strange=(
        r"(?:\bconv\w*\s+)?\b\w*(?:transpos|s[ée]parable|depthwise|dilat|atrous|upsampl|sur[ée]chantill|"
        r"padding2d|zero[\s_-]padding|cropp|rogn|concat|reshap|permut|embedding|attention|r[ée]sid|random|resiz|"
        r"rescal|prelu|(?:layer|group|instance|unit)[\s_-]?norm)\w*|\b\w*(?:[13]d|lstm|gru|rnn)\b|"
        r"\b(?!conv|max|average|avg|mean|pool|global)[a-z]+2d\b"
    ),
    layer=r"couches?|layers?",
    hidden=r"hidden|cach[ée]e?s?",
    last=r"output|outputs|sorties?|last|final|finale|derni[èe]re?",
    neurons=r"neurones?|neurons?|units?|unités?",
    filters=r"filtres?|filters?|noyaux|kernels|feature\s+maps?",
    windows=r"filtres?|filters?|kernels?|noyaux?|windows?|fen[êe]tres?|masques?",
    maps=r"maps?|cartes?|ones",
    values=(
        r"valeurs|values|features?|caract[ée]ristiques|[ée]l[ée]ments?|entr[ée]es|inputs|composantes|components|"
        r"dimensions?|nombres|numbers|entries"
    ),
    vectors=r"vecteurs?|vectors?",
    weights=r"poids|weights|param[èe]t\w+|params",
    inputs=r"inputs?|entr[ée]es?",
    outputs=r"sorties?|outputs?",
    # « × 5 sortie 14 × 14 » counts no outputs.
    several=r"sorties|outputs|(?<=\b1 )(?:sortie|output)",
    alone=r"un\s+seul\s+neurone|single\s+(?:\w+\s+)?(?:neuron|unit|output)|one\s+output\s+(?:neuron|unit)",
    made=(
        r"sortie|output|maps?\b|cartes?\b|donn\w+|giv\w+|yield\w*|produ\w+|ram[èe]ne\w*|\bto\b|r[ée]dui\w+|"
        r"becom\w+|devien\w+|→|[-=]+>|shape|forme|\bsize is\b"
    ),
    given=r"of|to|de|à|a|en|gives?|donne|with|avec|into|yields?|obtenir|has|has|have|ont",
    after=r"apr[èe]s|after|following",
    beside=r"avant|before|between|entre",
    again=r"la|les|le|chaque|cette|the|each|this",
    each=r"chacune?s?\s+suivie?s?|each\s+(?:one\s+)?(?:being\s+)?followed|each\s+with",
    rate=r"rate|taux|probabilit[ée]|probability|est|is|p",
    shown=r"(?:montr\w+|voit|voyons|indiqu\w+|confirm\w+|constat\w+|remarqu\w+|précis\w+)\s+que?",
    apart=r"→|➔|➜|⟶|[-–=]+>|[+;|/–—]|\s-\s|\bto\b|\.\s|\n|suivi|puis|then|follow",
    joined=r"et|and|puis|then|&",
    single=r"each|every|chaque|chacune?s?|par|per",
    read=r"reads?|receiv\w+|takes?|lit|lisent|re[çc]oi\w+|prend\w*",
    # « conv 16, 32, 64 (3x3, same) »
    repeated=(
        r"\)\W{0,3}[x×]\s*\d|\b(?:\d+|deux|trois|two|three)\s+(?:fois|times)\b|\btwice\b|"
        r"\bconv[a-z]*[ :]{1,2}\d{1,3}(?:\s*[,/]\s*|\s+(?:et|and|puis|then)\s+)\d{2,3}(?!\s*[x×]|[\d.])"
    ),
    stride=r"strides?\s*(?:of|de|=|:)?|pas\s+de",
    same=r"\bsame\b",
    valid=r"\bvalide?\b|\b(?:sans|no|without)\s+(?:padding|remplissage)",
    unbiased=r"\b(?:sans|hors|without|no|excluding)\s+(?:\w+\s+)?bia(?:is|s|ses)\b|\b(?:use_)?bias\s*=\s*False",
    numbers=(
        ("une?|one|single|seule", 1),
        ("deux|two", 2),
        ("trois|three", 3),
        ("quatre|four", 4),
        ("cinq|five", 5),
        ("six", 6),
    ),
    ordinals=(
        ("premi[èe]re?|first|1(?:st|[èe]?re)", 1),
        ("deuxi[èe]me|seconde?|2(?:nd|e|[èe]me)", 2),
        ("troisi[èe]me|third|3(?:rd|e|[èe]me)", 3),
        ("quatri[èe]me|fourth|4(?:th|e|[èe]me)", 4),
        ("derni[èe]re?|last|final", -1),
    ),
)
