"""Words for what people celebrate or set out on. What is called so is said of photos only where the facts have it."""

import re
from functools import cache

from shared.domain.lexicon import lexicons
from shared.domain.occasion import TRIP

_STEMS = {  # how the words begin; German and Dutch ones may stand within others, too
    "en": "wedding|honeymoon|bapti|christening|birthday|anniversar|engagement|graduation|funeral|christmas|easter|new "
    "year|halloween|carnival|communion|jubilee|party|parties|festival|ceremon|reunion|concert|picnic|holiday|vacation|"
    "thanksgiving|hanukkah|ramadan|diwali|birth\\b|married|marri|barbecue|stag\\b|hen night",
    "de": "hochzeit|flitterwoche|taufe|taufen|getauft|geburtstag|jubiläum|jahrestag|verlobung|beerdigung|"
    "weihnacht|ostern|silvester|neujahr|fasching|karneval|kommunion|konfirmation|feier|fest\\b|party|konzert|picknick|"
    "urlaub|ferien|einschulung|heirat|trauung|polterabend|advent|namenstag",
    "fr": "mariage|mariés|noces|lune de miel|baptême|anniversaire|fiançailles|enterrement|obsèques|noël|pâques|nouvel "
    "an|carnaval|communion|fête|fêt|festival|cérémonie|concert|pique-nique|vacances|remise des diplômes|réveillon|"
    "célébr|épous",
    "es": "boda|luna de miel|bautizo|bautismo|cumpleaños|aniversario|compromiso|graduación|funeral|navidad|nochebuena|"
    "nochevieja|pascua|año nuevo|carnaval|comunión|fiesta|festival|ceremonia|concierto|vacaciones|celebr|casaron|"
    "quinceañera|romería",
    "it": "matrimoni|nozze|luna di miel|battesim|complean|anniversari|fidanzament|laurea|funeral|natale|natalizi|"
    "pasqua|capodanno|carnevale|comunion|cresim|fest[ae]\\b|festival|festegg|cerimoni|concert|vacanz|sposa|sposi|"
    "celebr",
    "pt": "casament|lua de mel|batizad|batism|aniversári|noivad|formatura|funeral|natal\\b|páscoa|ano novo|réveillon|"
    "carnaval|comunhão|festa|festival|cerimôni|cerimóni|concerto|férias|celebr|casaram|boda",
    "nl": "bruiloft|huwelijk|trouw|wittebroodswek|doop|verjaardag|jubileum|verloving|diploma-uitreiking|begrafenis|"
    "kerst|pasen|oud en nieuw|oudejaar|nieuwjaar|carnaval|communie|feest|festival|ceremonie|concert|picknick|"
    "vakantie|sinterklaas|koningsdag|gevierd|vieren|vierde[n]? ",
}  # fmt: skip
_TRIPS = {
    "en": "trip journey", "de": "reise reisen", "fr": "voyage séjour", "es": "viaje", "it": "viaggio", "pt": "viagem",
    "nl": "reis",
}  # fmt: skip


def events_in(text: str, language: str) -> list[str]:
    return [match[0] for match in _pattern(language).finditer(text)]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    before, after = (r"(?:(?<!\w)|(?<=[^\W\d_]{3}))", r"\w*") if language in ("de", "nl") else (r"(?<!\w)", r"\w*")
    return re.compile(rf"{before}(?:{_STEMS[language]}){after}", re.IGNORECASE)


@cache
def trips(language: str) -> frozenset[str]:
    """What may be said of facts that are a trip's."""
    lexicon = lexicons().get(language)
    said = (lexicon and lexicon.occasions.kinds.get(TRIP)) or TRIP
    return frozenset({said.casefold(), *_TRIPS[language].split()})
