"""The namespaces evgraph writes and the prefixes it prints.

The terms of `EV` that the code emits are listed in `EV_TERMS` by the tests and held against
ontology/evgraph.ttl, so a term cannot be used without being defined.
"""

from __future__ import annotations

EV = "https://w3id.org/evgraph/def#"

CDM = "http://publications.europa.eu/ontology/cdm#"
CITO = "http://purl.org/spar/cito/"
DCTERMS = "http://purl.org/dc/terms/"
DOCO = "http://purl.org/spar/doco/"
ELI = "http://data.europa.eu/eli/ontology#"
ELI_DL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
FABIO = "http://purl.org/spar/fabio/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TOOI_ONT = "https://identifier.overheid.nl/tooi/def/ont/"
XSD = "http://www.w3.org/2001/XMLSchema#"

RDF_TYPE = f"{RDF}type"
LANGUAGE_NLD = "http://publications.europa.eu/resource/authority/language/NLD"

PREFIXES: dict[str, str] = {
    "cito": CITO,
    "dcterms": DCTERMS,
    "doco": DOCO,
    "eli": ELI,
    "eli-dl": ELI_DL,
    "ev": EV,
    "fabio": FABIO,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "tooiont": TOOI_ONT,
    "xsd": XSD,
}
