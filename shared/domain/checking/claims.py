"""The words with which a text compares, of each language that is checked: more than, half, all, most, together. As
regular expressions, to be searched for in lower case."""

import re
from functools import cache

import msgspec


class Claims(msgspec.Struct, frozen=True):
    """`over`, `under`, `about`: what stands before a number or a share that is not exact. `shares`: parts of the whole,
    from the longest. `every`: the whole.
    `most`, `least`: superlatives. `summed`: what makes one number of several. `begins`, `ends`: verbs of a period;
    `since`, `until`: what stands before its first day and its last; `to`: between them. `of`: between a part's number
    and the whole's. `beside`: what may stand on either side of a number that counts photos and does not say so."""

    over: str
    under: str
    about: str
    shares: dict[str, float]
    every: str
    most: str
    least: str
    begins: str
    ends: str
    since: str
    until: str
    to: str
    of: str
    beside: str
    ahead: str  # of two names: the first has more
    fewer: str  # than what is not a number
    alike: str  # of two names: both have as many
    days: str  # a day of the month without its month, as the group "d"


_CLAIMS = {
    "en": Claims(
        over="more than|over|above", under="nearly|almost|just under|close to|under|just short of",
        about="about|around|roughly|some|approximately",
        shares={"three quarters": 3 / 4, "two thirds|two-thirds": 2 / 3, "half": 1 / 2, "a third|one third": 1 / 3,
                "a quarter|one quarter": 1 / 4},
        every="all|everything|entirely|exclusively|everyone",
        most=r"most|mostly|mainly|primarily|more than any(?:thing|one|body|where)?|leads?|led the|tops?|in front|"
        r"in first place|number one|favou?rite|(?:busi|full|larg|bigg|high|great|rich|strong)est",
        least=r"least often|fewest|rarest|the least|(?:few|small|low|quiet)est",
        begins="first photo|first picture|earliest|began|begins|started|starts|beginning", ends="last photo|last "
        "picture|latest|ended|ends|finished|ending", since="since|starting",
        until="until|till|through", to="to|and|until|till|through", of="of|of the|of those|of these|of all",
        beside="with on in at has have from and of to by in total all were was taken while but as alone is are just",
        ahead="more|ahead of|comes? first|in front of|beats?|outnumber\\w*|surpass\\w*|followed by|exceeds?|before|"
        "lead\\w*",
        fewer="fewer|less|minority",
        alike="as many|as often|equally|evenly|the same number",
        days=r"\b(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)\b",
    ),
    "de": Claims(
        over="mehr als|über|gut", under="fast|knapp|beinahe|nahezu|kaum", about="rund|etwa|ungefähr|circa|ca",
        shares={"drei viertel": 3 / 4, "zwei drittel": 2 / 3, "die hälfte|der hälfte|hälfte": 1 / 2,
                "ein drittel": 1 / 3, "ein viertel": 1 / 4},
        every="alle|allen|aller|alles|sämtliche|ausschließlich",
        most=r"mehrheit|meisten?|meistens|hauptsächlich|vor allem|überwiegend|am \w+sten|führt|führen|an der spitze|"
        r"\w*(?:reich|voll|größ|höch|stärk|belebt|häufig|meistfotografiert)e?ste[rnms]?|meistfotografierte[rnms]?|"
        r"mehr als (?:jede|alle|irgend)\w*|öfter als|häufiger als",
        least=r"wenigsten|seltensten|am wenigsten|am seltensten|geringsten?|kleinsten?",
        begins="erste\\w* (?:foto|bild|aufnahme)|begann|begannen|beginnt|startete|starteten", ends="letzte\\w* "
        "(?:foto|bild|aufnahme)|endete|endeten|endet", since="ab|seit", until="bis|"
        "bis zum", to="bis|bis zum|und|–|-", of="von|der|von den|aller|von allen|von insgesamt",
        beside="mit auf in hat haben bei aus an zeigen zeigt sind nämlich von vom allein und zu insgesamt wurden dabei "
        "entstanden davon im es am",
        ahead="mehr|öfter|häufiger|vor|übertrifft|übertreffen|gefolgt|führt|führen",
        fewer="weniger|seltener|minderheit",
        alike="ebenso|genauso|gleich oft|gleich viele|gleichauf",
        days=r"\b(?:[Aa]m|[Dd]er|dem|den|vom|[Zz]um|bis)\s+(?P<d>\d{1,2})\.(?!\d)",
    ),
    "fr": Claims(
        over="plus de|plus d|au-dessus de", under="presque|près de|à peine|moins de", about="environ|quelque|autour de",
        shares={"trois quarts": 3 / 4, "deux tiers": 2 / 3, "la moitié|moitié": 1 / 2, "un tiers": 1 / 3,
                "un quart": 1 / 4},
        every="toutes|tous|totalité|intégralité|exclusivement",
        most=r"la plupart|surtout|principalement|majorité|(?:le|la|les|qui) plus|en tête|domine(?:nt)?|premi(?:er|ère)|"
        r"(?:le|du) plus grand nombre|davantage que|plus que|plus souvent",
        least=r"(?:le|la|les) moins", begins="première (?:photo|image)|commen[cç]\\w+|début\\w+", ends="dernière "
        "(?:photo|image)|termin\\w+|achev\\w+|finit",
        since="depuis|dès|à partir du|à partir de", until="jusqu\\w*|jusqu['’]au|jusqu['’]en|jusqu['’]à",
        to="à|au|et|jusqu['’]au|jusqu['’]à|jusqu['’]en|–|-", of="sur|des|sur les|de|sur un total de",
        beside="avec sur dans compte comptent en à et dont ont prises de au total par seulement est sont",
        ahead="plus|davantage|devan\\w+|suivi\\w*|dépass\\w+|avant",
        fewer="moins|minorité",
        alike="autant|aussi souvent|à égalité",
        days=r"\b[Ll]e\s+(?P<d>\d{1,2}|1er)\b(?!\s?%)",
    ),
    "es": Claims(
        over="más de", under="casi|cerca de|menos de", about="unas|unos|alrededor de|aproximadamente",
        shares={"tres cuartos|tres cuartas partes": 3 / 4, "dos tercios": 2 / 3, "la mitad|mitad": 1 / 2,
                "un tercio": 1 / 3, "un cuarto|una cuarta parte": 1 / 4},
        every="todas|todos|totalidad|exclusivamente",
        most=r"mayoría|principalmente|sobre todo|(?:el|la|los|las|lo|que|quien|quienes|con|hay|hubo|día) más|mayor|"
        r"(?:a la|en) cabeza|encabeza\w*|domina\w*|lidera\w*|primer\w*|más que|"
        r"más (?:fotos|veces|a menudo|repetid\w+|fotografiad\w+)",
        least=r"(?:el|la|los|las|lo|que|con) menos|menor", begins="primera (?:foto|imagen)|empez\\w+|comenz\\w+",
        ends="última (?:foto|imagen)|termin\\w+|acab\\w+",
        since="desde|a partir del?", until="hasta|hasta el", to="a|al|hasta|hasta el|y|–|-",
        of="de|de las|de los|de un total de",
        beside="con en suma suman tiene tienen y a total tomaron hicieron de por queda quedan solo",
        ahead="más|supera\\w*|delante|seguid\\w+|antes",
        fewer="menos|minoría",
        alike="tantas|tantos|igual\\w*|empat\\w+",
        days=r"\b(?:[Ee]l|al|del|día)\s+(?P<d>\d{1,2})\b(?!\s?%)",
    ),
    "it": Claims(
        over="più di|più|oltre", under="quasi|meno di|poco meno di", about="circa|intorno a|una",
        shares={"tre quarti": 3 / 4, "due terzi": 2 / 3, "la metà|della metà|metà": 1 / 2, "un terzo": 1 / 3,
                "un quarto": 1 / 4},
        every="tutte|tutti|totalità|esclusivamente",
        most=r"maggior\w*|maggioranza|soprattutto|principalmente|(?:il|la|le|i|gli|di|con|che|chi) più|in "
        r"testa|domina\w*|"
        r"prim[oaie]|guida\w*|più (?:spesso|foto|fotografat\w+)",
        least=r"(?:il|la|le|i|di) meno|minor\w*", begins="prim[ao] (?:foto|scatto)|cominci\\w+|inizi\\w+|"
        "parti\\w+", ends="ultim[ao] (?:foto|scatto)|termin\\w+|fini\\w+",
        since="dal|da|a partire dal", until="fino al|fino a|al", to="al|a|e|fino al|–|-",
        of="di|delle|su|dei|su un totale di",
        beside="in con su ha hanno a e totale tutto scattate state sono di da per ne delle dei",
        ahead="più|supera\\w*|davanti|seguit\\w+|prima",
        fewer="meno|minoranza",
        alike="altrettant\\w+|tante quante|alla pari",
        days=r"\b(?:[Ii]l|giorno|al|dal)\s+(?P<d>\d{1,2})\b(?!\s?%)",
    ),
    "pt": Claims(
        over="mais de", under="quase|perto de|menos de", about="cerca de|umas|uns|aproximadamente",
        shares={"três quartos": 3 / 4, "dois terços": 2 / 3, "a metade|metade": 1 / 2, "um terço": 1 / 3,
                "um quarto": 1 / 4},
        every="todas|todos|totalidade|exclusivamente",
        most=r"maioria|maior|principalmente|sobretudo|(?:o|a|os|as|que|quem|com|dia) mais|à frente|lidera\w*|domina\w*|"
        r"primeir\w+|mais (?:fotos|vezes|do que|fotografad\w+)",
        least=r"(?:o|a|os|as|que|com) menos|menor", begins="primeira (?:foto|imagem)|começ\\w+|inici\\w+",
        ends="última (?:foto|imagem)|termin\\w+|acab\\w+",
        since="desde|a partir de", until="até", to="a|ao|até|e|–|-", of="de|das|dos|de um total de",
        beside="em com tem têm a e total tiradas de por ao só",
        ahead="mais|supera\\w*|frente|seguid\\w+|antes",
        fewer="menos|minoria",
        alike="tantas|igual\\w*|empat\\w+",
        days=r"\b(?:[Dd]ia|[Oo]|ao)\s+(?P<d>\d{1,2})\b(?!\s?%)",
    ),
    "nl": Claims(
        over="meer dan|ruim|boven de", under="bijna|net geen|krap|minder dan", about="ongeveer|zo'n|rond|circa",
        shares={"drie kwart|driekwart": 3 / 4, "twee derde|tweederde": 2 / 3, "de helft|helft": 1 / 2,
                "een derde": 1 / 3, "een kwart": 1 / 4},
        every="alle|allemaal|allen|alles|uitsluitend",
        most=r"meeste|meest|vooral|hoofdzakelijk|vaakst|(?:het|de) \w+ste|voorop|bovenaan|vaker dan|aan kop|"
        r"meer dan (?:elke?|wie|waar)\w*",
        least=r"minste?|minst", begins="eerste foto|begon\\w*|begint|startte\\w*", ends="laatste foto|eindigde\\w*|"
        "eindigt", since="vanaf|sinds",
        until="tot|tot en met", to="tot|tot en met|t/m|en|–|-", of="van|van de|van alle",
        beside="op met in uit en heeft hebben van totaal gemaakt zijn bij komen komt aan",
        ahead="meer|vaker|vóór|voor|gevolgd|overtreft",
        fewer="minder|minderheid",
        alike="even vaak|even veel|evenveel",
        days=r"\b(?:[Dd]e )?(?P<d>\d{1,2})(?:e|ste|de)\b",
    ),
}  # fmt: skip


def claims_of(language: str) -> Claims:
    return _CLAIMS[language]


@cache
def searched(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
