"""What the checker knows of a language, besides what CLDR says: number words, the words that sentences begin with, and
what is counted. A language without a row is not checked, so that nothing in it passes.
"""

import re
from collections.abc import Mapping
from functools import cache

import msgspec


class Words(msgspec.Struct, frozen=True):
    """`units`: 0 to 19; `tens`: 20 to 90; `joined`: how a ten and a unit are put together. `articles`: words for one
    that are also articles. `vague`: amounts that nobody can check. `plain`: what may begin a sentence, and in German
    what is written large and is no name. `counted`: forms of what a key of the facts counts."""

    units: str
    tens: str
    joined: str
    articles: str
    vague: str
    plain: str
    counted: dict[str, str]


_WORDS = {
    "en": Words(
        units="zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
        tens="twenty thirty forty fifty sixty seventy eighty ninety", joined="{ten}-{unit}|{ten} {unit}",
        articles="", vague="third thirds fifth second hundred hundreds thousand thousands million millions dozen "
        "dozens half twice double triple "
        "quarter couple pair score no none nobody nothing neither never always only every each",
        plain="a about across after all along also among an and another are around as at back before between both but "
        "by during for from further had has have here how in into is it its just looking mainly many more most mostly "
        "much near nearly of on one or other our out over photo photos picture pictures people place places seen "
        "shots several some spread summer taken that the their there these they things this those through time to "
        "together towns under until up was we were what when where which while who with within year you your day days "
        "week month highlights best busiest",
        counted={"photos": "photo photos picture pictures image images shot shots them times", "days": "day days",
                 "towns": "town towns city cities place places", "countries": "country countries",
                 "people": "person people face faces"},
    ),
    "de": Words(
        units="null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn",
        tens="zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", joined="{unit}und{ten}",
        articles="ein eine einem einen einer eines", vague="hundert hunderte tausend tausende million millionen "
        "dutzend dutzende hälfte drittel fünftel doppelt zweimal dreimal viertel paar kein keine keinen niemand "
        "nichts nie immer "
        "nur jeder jede jeden "
        "jedes jedem halb halbe halben",
        plain="abstand abwechslung alltag anblick augenblick augenblicke blick blicke beginn eindruck eindrücke "
        "erinnerung erinnerungen gesellschaft gesicht gesichter geschichte geschichten hälfte jahres jahreszeit mal "
        "male mehrheit mischung moment momente monats motivs platz reihe reihenfolge rolle rest spitze stunde "
        "stunden summe "
        "teile thema themen überblick vergleich vordergrund wochenende wochentag ziel ziele zahl zahlen schön "
        "schöne schöner schönes besonders höhepunkt "
        "klein kleine groß große ruhig bunt bunte voll volle gut gute fast knapp etwa "
        "ab aber alle alles als am an auch auf aufgenommen aus außerdem bei beide beim bild bilder bis da dabei "
        "damals danach dann darauf darunter das dazu dem den der des die dies diese diesem dieser dieses dort du ein "
        "eine einem einen einer eines entstanden er es fast foto fotos fotografiert für ganz gesehen gezeigt häufig "
        "hier höhepunkte ich ihr im in insgesamt ist jahr jahre jahren land länder ländern man mehr meist meiste "
        "meisten menschen mit monat monate motiv motive nach neben oft ort orte orten person personen rund rückblick "
        "sehen sie sind so sowie städte städten stadt tag tage tagen tages teil über um und uns unter unterwegs viel "
        "viele vielen vom von vor war waren was wer wie wir wo woche wochen zeit zu zum zur zwischen zusammen "
        "aufnahme aufnahmen zeitraum schwerpunkt mittelpunkt anfang ende uhr",
        counted={"photos": "foto fotos bild bilder bildern aufnahme aufnahmen davon mal", "days": "tag tage tagen",
                 "towns": "ort orte orten stadt städte städten", "countries": "land länder ländern",
                 "people": "person personen mensch menschen"},
    ),
    "fr": Words(
        units="zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf",
        tens="vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
        joined="{ten}-{unit}|{ten} et {unit}|{ten} {unit}", articles="un une",
        vague="cent cents centaine centaines mille milliers million millions douzaine douzaines moitié tiers double "
        "triple "
        "quart vingtaine dizaine aucun aucune personne rien jamais toujours demi demie seulement chaque",
        plain="a à au aussi autour aux avec beaucoup ce ces cet cette comme dans de des du elle elles en entre est et "
        "il ils image images jour jours journée la le les leur lieu lieux mois nous on ont ou où par parmi pays "
        "pendant personnes photo photos plus pour prises prise principalement puis que qui sa semaine ses son sont "
        "souvent sous sur surtout tous tout toute toutes un une voici ville villes vous y année ans c d l s n été "
        "l’année l'année on-y "
        "presque environ beau belle beaux petit petite grand grande ensemble enfin ici là",
        counted={"photos": "photo photos image images cliché clichés elles fois", "days": "jour jours", "towns":
                 "ville villes lieu lieux", "countries": "pays", "people": "personne personnes"},
    ),
    "es": Words(
        units="cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve",
        tens="veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", joined="{ten} y {unit}",
        articles="un una uno", vague="cien ciento cientos mil miles millón millones docena docenas mitad tercio "
        "doble triple "
        "cuarto par veintena decena ningún ninguna nadie nada medio media nunca siempre solo sólo cada",
        plain="a al además algunas alrededor año años aparece aparecen aquí así ciudad ciudades como con cuando de "
        "del desde después día días donde durante e el ella en entre era es esa ese esta estas este esto estos foto "
        "fotos fotografías fue fueron ha han hasta hay hubo imágenes la las le lo los lugar lugares más mes mayor "
        "mayoría mucho nos o país países para pero personas por principalmente que quien se semana ser son sobre su "
        "sus también te toda todas todo todos tomadas tu un una y casi unas unos bonito buen gran juntos ahí entonces",
        counted={"photos": "foto fotos fotografía fotografías imagen imágenes ellas veces", "days": "día días",
                 "towns": "ciudad ciudades lugar lugares pueblo pueblos", "countries": "país países",
                 "people": "persona personas"},
    ),
    "it": Words(
        units="zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
        "sedici diciassette diciotto diciannove",
        tens="venti trenta quaranta cinquanta sessanta settanta ottanta novanta", joined="{ten}{unit}",
        articles="un una uno", vague="cento centinaia mille mila migliaia milione milioni dozzina dozzine metà "
        "terzo terzi doppio "
        "triplo quarto paio ventina decina nessun nessuna nessuno niente mezzo mezza mai sempre solo soltanto ogni",
        plain="a ai al alla alle anche anno anni c che ci città come con così da dal dalla dei del della delle di dove "
        "dopo durante e è ecco era erano fino foto fra fu furono giorni giorno gli i il immagini in intorno l la le lo "
        "loro luoghi luogo maggior maggiore mese molte molti nel nella nelle noi o oltre ora paese paesi parte per più "
        "persone poi principalmente quando quel questa queste questi questo scattate scatti se settimana si sono "
        "soprattutto spesso su sua sul sulla suo tra tutta tutte tutti tutto un una uno voi quasi circa bel bella "
        "piccolo piccoli grande insieme qui qualche",
        counted={"photos": "foto fotografie immagine immagini scatto scatti volte", "days": "giorno giorni",
                 "towns": "città luogo luoghi", "countries": "paese paesi", "people": "persona persone"},
    ),
    "pt": Words(
        units="zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
        "dezessete dezoito dezenove",
        tens="vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", joined="{ten} e {unit}",
        articles="um uma", vague="cem cento centenas mil milhares milhão milhões dúzia dúzias metade terço terços "
        "dobro triplo "
        "quarto par vintena dezena nenhum nenhuma ninguém nada meio meia nunca sempre só apenas cada",
        plain="a à ali além algumas ano anos ao aos aparece aparecem aqui as às até cidade cidades com como da das de "
        "depois dia dias do dos durante e é ela elas ele em entre era eram essa esta este estes eu foi foram foto "
        "fotos fotografias há houve imagens lugar lugares mais maior maioria mês muitas na nas no nos o onde os ou "
        "país países para pela pelas pelo pessoas por principalmente quando que quem se semana sobre sobretudo sua são "
        "também teve tiradas toda todas todo todos um uma você quase cerca belo bela pequeno grande juntos aqui",
        counted={"photos": "foto fotos fotografia fotografias imagem imagens delas vezes", "days": "dia dias",
                 "towns": "cidade cidades lugar lugares", "countries": "país países", "people": "pessoa pessoas"},
    ),
    "nl": Words(
        units="nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien",
        tens="twintig dertig veertig vijftig zestig zeventig tachtig negentig", joined="{unit}en{ten}|{unit}ën{ten}",
        articles="een", vague="honderd honderden duizend duizenden miljoen miljoenen dozijn tientallen helft derde "
        "half halve dubbel "
        "tweemaal kwart paar geen niemand niets nooit altijd alleen elke elk ieder iedere",
        plain="aan al alle als beeld beelden bij dag dagen dan dat de deze die dit door een en er foto foto’s foto's "
        "gemaakt genomen had hebben heeft het hier hij hun in is jaar jullie land landen maand meer meest meeste men "
        "mensen met na naar naast nog om onder ook op over plaats plaatsen personen samen stad steden te tijdens tot "
        "tussen u uit van vanaf veel verder verspreid volgens voor vooral waar waren was wat we week werd werden wie "
        "zich ze zijn zo bijna ruim ongeveer mooi mooie klein kleine groot grote",
        counted={"photos": "foto foto’s foto's beeld beelden ervan daarvan keer", "days": "dag dagen", "towns":
                 "stad steden plaats plaatsen", "countries": "land landen", "people": "persoon personen mensen"},
    ),
}  # fmt: skip

LANGUAGES = tuple(_WORDS)


def words_of(language: str) -> Words | None:
    return _WORDS.get(language)


@cache
def plain_of(language: str) -> frozenset[str]:
    words = _WORDS[language]
    return frozenset(f"{words.plain} {words.articles}".split()) | set(counted_of(language))


@cache
def counted_of(language: str) -> Mapping[str, str]:
    """A form of what is counted -> the key of the facts."""
    return {form: key for key, forms in _WORDS[language].counted.items() for form in forms.split()}


@cache
def numbers_of(language: str) -> Mapping[str, int]:
    """Every word for a number from 0 to 99 -> the number."""
    words = _WORDS[language]
    units, tens = words.units.split(), words.tens.split()
    found = {word: value for value, word in enumerate(units)}
    for place, ten in enumerate(tens):
        found[ten] = 20 + 10 * place
        most = len(units) if language == "fr" and ten in ("soixante", "quatre-vingts") else 10
        for value in range(1, most):
            for form in words.joined.split("|"):
                unit = "ein" if language == "de" and value == 1 else units[value]
                stem = ten.removesuffix("s") if language == "fr" else ten
                if language == "it" and value in (1, 8):
                    stem = ten[:-1]
                found[form.format(ten=stem, unit=unit)] = 20 + 10 * place + value
    if language == "es":
        veinti = ("uno", "dós", "trés", "cuatro", "cinco", "séis", "siete", "ocho", "nueve")
        found |= {f"veinti{unit}": 21 + value for value, unit in enumerate(veinti)}
    found |= {"duas": 2, "dezasseis": 16, "dezassete": 17} if language == "pt" else {}
    return found


@cache
def number_pattern(language: str) -> re.Pattern[str]:
    """The longest first."""
    words = sorted(numbers_of(language), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


@cache
def vague_of(language: str) -> frozenset[str]:
    return frozenset(_WORDS[language].vague.split())
