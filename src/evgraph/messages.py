"""What issues mean, in Dutch and in English; each says what to do.

The codes are documented in docs/issues.md; a test holds the two against each other.
"""

from __future__ import annotations

from typing import Literal

from evgraph.model import Issue

Language = Literal["nl", "en"]

MESSAGES: dict[str, dict[Language, str]] = {
    "encoding": {
        "nl": "Gelezen als {encoding}, niet als UTF-8. Sla het bestand op als UTF-8 als er vreemde tekens in staan.",
        "en": "Read as {encoding}, not UTF-8. Save the file as UTF-8 if odd characters appear.",
    },
    "encoding-damaged": {
        "nl": "UTF-8 met enkele kapotte tekens; elk is nu een vraagteken in een ruit. Haal de bron opnieuw op.",
        "en": "UTF-8 with some broken characters; each is now a question mark in a diamond. Get the source anew.",
    },
    "field-missing": {
        "nl": "Het veld '{field}' ontbreekt in de algemene gegevens. Kijk of de tabel volledig is overgenomen.",
        "en": "The field '{field}' is missing from the general table. Check that the table was copied whole.",
    },
    "field-empty": {
        "nl": "Het veld '{field}' is leeg. Vul het aan in de bron of laat het zo; er is niets afgeleid.",
        "en": "The field '{field}' is empty. Complete the source or leave it; nothing was inferred.",
    },
    "date-unreadable": {
        "nl": "'{value}' is geen volledige datum. Zonder dag wordt geen termijn berekend.",
        "en": "'{value}' is no complete date. Without a day no term is computed.",
    },
    "heading-unknown": {
        "nl": "De kop '{heading}' staat niet in het sjabloon; de sectie is wel bewaard. Klopt de kop, meld hem dan.",
        "en": "The heading '{heading}' is not in the template; the section is kept. If it is right, report it.",
    },
    "section-missing": {
        "nl": "De sectie '{section}' ontbreekt. Het stuk is misschien afgebroken; vergelijk het met de bron.",
        "en": "The section '{section}' is missing. The text may be cut off; compare it with the source.",
    },
    "marker-missing": {
        "nl": "Van voetnoot {number} is de verwijzing in de tekst niet gevonden. De noot is wel bewaard.",
        "en": "No marker in the text was found for footnote {number}. The note is kept.",
    },
    "note-missing": {
        "nl": "Bij nootcijfer {number} ontbreekt de noot. Kijk of het stuk volledig is.",
        "en": "Footnote marker {number} has no note. Check that the document is complete.",
    },
    "fiches-announced": {
        "nl": "De brief kondigt {announced} fiches aan en noemt er {listed}. Vergelijk de lijst met de bron.",
        "en": "The letter announces {announced} fiches and lists {listed}. Compare the list with the source.",
    },
    "link-differs": {
        "nl": "De tekst noemt {said}, de link leidt naar {linked}. De tekst is gevolgd; ga na wat bedoeld is.",
        "en": "The text names {said}, its link leads to {linked}. The text was followed; check which is meant.",
    },
    "fiche-unread": {
        "nl": "Het deel '{heading}' is niet als fiche te lezen en staat niet in de graaf. Vergelijk het met de bron.",
        "en": "The part '{heading}' cannot be read as a fiche and is not in the graph. Compare it with the source.",
    },
    "record-differs": {
        "nl": "Het stuk zegt '{said}', de uitgever '{recorded}'. Het stuk is gevolgd; ga na wat klopt.",
        "en": "The paper says '{said}', its publisher '{recorded}'. The paper was followed; check which is right.",
    },
    "link-refused": {
        "nl": "Een link leidt naar '{url}', geen openbare webpagina; alleen de tekst bleef. Kijk of de bron klopt.",
        "en": "A link leads to '{url}', no page of the public web; only its text is kept. Check the source.",
    },
    "picture-left-out": {
        "nl": "Hier staat een plaatje ({name}); tekst erin is niet gelezen. Bekijk het in de bron.",
        "en": "A picture stands here ({name}); any text in it was not read. See it in the source.",
    },
    "element-unknown": {
        "nl": "Het XML-element '{name}' is onbekend ({count} keer); zijn tekst is bewaard. Meld het als er iets mist.",
        "en": "The XML element '{name}' is unknown ({count} times); its text is kept. Report it if text is missing.",
    },
    "external-part": {
        "nl": "Het Word-bestand wijst naar iets erbuiten ({kind}, {count} keer, zoals '{target}'); niets is opgehaald.",
        "en": "The Word file points at something outside it ({kind}, {count} times, as '{target}'); none was fetched.",
    },
    "word-text-left-out": {
        "nl": "{count} stukjes tekst van het Word-bestand zijn niet gelezen. Vergelijk de tekst met wat Word toont.",
        "en": "{count} pieces of text of the Word file were not read. Compare the text with what Word shows.",
    },
    "numbering-unread": {
        "nl": "Nummering van de vorm '{form}' is weggelaten ({count} keer). Kijk in Word welke nummers er staan.",
        "en": "Numbering of the form '{form}' was left out ({count} times). See in Word what the numbers are.",
    },
    "text-turned": {
        "nl": "Op pagina {page} staan {count} tekens schuin of gedraaid; die zijn weggelaten. Bekijk de bron.",
        "en": "On page {page} {count} signs run aslant or turned; they were left out. See the source.",
    },
    "letters-unmapped": {
        "nl": "Van {count} tekens op pagina {page} zegt de PDF niet welke letter het is; zij zijn nu �. Zie de bron.",
        "en": "For {count} signs on page {page} the PDF does not tell the letter; each is now �. See the source.",
    },
    "page-broken": {
        "nl": "Pagina {page} van de PDF is beschadigd en niet gelezen. Haal de bron opnieuw op.",
        "en": "Page {page} of the PDF is broken and was not read. Get the source anew.",
    },
    "footnotes-missing": {
        "nl": "De tekst heeft {count} nootcijfers maar geen noten. Het stuk is misschien afgebroken.",
        "en": "The text has {count} footnote markers but no notes. It may be cut off.",
    },
    "number-from-file-name": {
        "nl": "Het stuk noemt zijn eigen nummer niet; {number} komt uit de bestandsnaam. Controleer dat.",
        "en": "The paper does not give its own number; {number} was taken from the file name. Check it.",
    },
    "attitude-unread": {
        "nl": "De grondhouding over {aspect} kon niet met zekerheid worden gelezen. Lees de sectie zelf.",
        "en": "The attitude on {aspect} could not be read with certainty. Read the section yourself.",
    },
    "legal-basis-unread": {
        "nl": "Het veld Rechtsbasis ('{value}') noemt geen bepaling die evgraph kan lezen. Lees het veld zelf.",
        "en": "The field Rechtsbasis ('{value}') names no provision evgraph can read. Read the field yourself.",
    },
    "date-missing": {
        "nl": "Het stuk noemt zijn eigen datum niet; of het te laat kwam is niet te zeggen. Neem de paginakop over.",
        "en": "The paper does not give its own date, so nobody can say whether it was late. Copy the page header too.",
    },
    "competence-unread": {
        "nl": "Een zin noemt het bevoegdheidstype {type} zonder herkend beleidsterrein. Lees de zin zelf.",
        "en": "A sentence names the competence type {type} without a known policy field. Read it yourself.",
    },
    "competence-denied": {
        "nl": "Een zin over bevoegdheid bevat een ontkenning; er is niets uit overgenomen. Lees de zin zelf.",
        "en": "A sentence on competence holds a denial; nothing was taken from it. Read it yourself.",
    },
    "competence-contradicts-treaty": {
        "nl": "De zin noemt {provision} een grond voor {type}; het verdrag zegt anders. Niet overgenomen.",
        "en": "The sentence calls {provision} a ground for {type}; the treaty says otherwise. Not taken over.",
    },
    "ministry-unknown": {
        "nl": "'{name}' staat niet in de lijst van ministeries. Vul ontology/authorities/ministries.csv aan.",
        "en": "'{name}' is not in the list of ministries. Add it to ontology/authorities/ministries.csv.",
    },
    "committee-unknown": {
        "nl": "'{name}' staat niet in de lijst van commissies; er is een naam-IRI gemaakt.",
        "en": "'{name}' is not in the list of committees; an IRI was made from its name.",
    },
    "council-unknown": {
        "nl": "'{name}' staat niet in de lijst van Raadsformaties. Vul ontology/authorities/councils.csv aan.",
        "en": "'{name}' is not in the list of Council configurations. Add it to ontology/authorities/councils.csv.",
    },
}


# What kinds of reference are called, in the plural.
KINDS: dict[str, dict[Language, str]] = {
    "kamerstuk": {"nl": "kamerstukken", "en": "parliamentary papers"},
    "dossier": {"nl": "dossiers", "en": "dossiers"},
    "handelingen": {"nl": "Handelingen", "en": "verbatim reports"},
    "aanhangsel": {"nl": "Kamervragen (Aanhangsel)", "en": "written questions"},
    "tk-document": {"nl": "Kamerdocumenten", "en": "chamber documents"},
    "tk-zaak": {"nl": "zaken", "en": "chamber cases"},
    "eu-document": {"nl": "Commissiedocumenten", "en": "Commission documents"},
    "celex": {"nl": "CELEX-nummers", "en": "CELEX numbers"},
    "eu-act": {"nl": "EU-besluiten", "en": "EU acts"},
    "oj": {"nl": "Publicatiebladen van de EU", "en": "issues of the Official Journal"},
    "procedure": {"nl": "EU-procedures", "en": "EU procedures"},
    "treaty": {"nl": "verdragsbepalingen", "en": "treaty provisions"},
    "ecli": {"nl": "uitspraken", "en": "judgments"},
    "bwb": {"nl": "BWB-nummers", "en": "BWB numbers"},
    "stb": {"nl": "Staatsbladen", "en": "issues of the Staatsblad"},
    "stcrt": {"nl": "Staatscouranten", "en": "issues of the Staatscourant"},
    "trb": {"nl": "Tractatenbladen", "en": "issues of the Tractatenblad"},
    "named": {"nl": "op naam", "en": "by name"},
}

# Why a place was left open; the same words as the concepts in ontology/vocabularies.ttl.
REASONS: dict[str, dict[Language, str]] = {
    "ambiguous": {"nl": "meer dan één betekenis", "en": "ambiguous"},
    "number-not-confirmed": {"nl": "nummer niet bevestigd", "en": "number not confirmed"},
    "contradicted": {"nl": "tegengesproken", "en": "contradicted"},
    "attachment-unnamed": {"nl": "bijlage niet genoemd", "en": "annex not named"},
    "relative-date": {"nl": "betrekkelijke datum", "en": "relative date"},
    "unknown-name": {"nl": "onbekende naam", "en": "unknown name"},
}


def explain(issue: Issue, language: Language = "nl") -> str:
    """Put an issue into words.

    Raises:
        KeyError: the code is not in `MESSAGES`.
    """
    return MESSAGES[issue.code][language].format(**dict(issue.details))
