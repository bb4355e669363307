"""The namespaces of the published RDF, each under the prefix it is known by."""

from __future__ import annotations

from yusuan.publishing.rdf.turtle import Namespace

DCAT = Namespace("dcat", "http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("dcterms", "http://purl.org/dc/terms/")
FOAF = Namespace("foaf", "http://xmlns.com/foaf/0.1/")
INTERVAL = Namespace("interval", "http://reference.data.gov.uk/def/intervals/")
OA = Namespace("oa", "http://www.w3.org/ns/oa#")
OBEU = Namespace("obeu", "http://data.openbudgets.eu/ontology/")
OBEU_ATTRIBUTE = Namespace("obeu-attribute", "http://data.openbudgets.eu/ontology/dsd/attribute/")
OBEU_DIMENSION = Namespace("obeu-dimension", "http://data.openbudgets.eu/ontology/dsd/dimension/")
OBEU_MEASURE = Namespace("obeu-measure", "http://data.openbudgets.eu/ontology/dsd/measure/")
ORG = Namespace("org", "http://www.w3.org/ns/org#")
OWL = Namespace("owl", "http://www.w3.org/2002/07/owl#")
PROV = Namespace("prov", "http://www.w3.org/ns/prov#")
QB = Namespace("qb", "http://purl.org/linked-data/cube#")
RDF = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("schema", "https://schema.org/")
SDMX_ATTRIBUTE = Namespace("sdmx-attribute", "http://purl.org/linked-data/sdmx/2009/attribute#")
SDMX_CODE = Namespace("sdmx-code", "http://purl.org/linked-data/sdmx/2009/code#")
SH = Namespace("sh", "http://www.w3.org/ns/shacl#")
SKOS = Namespace("skos", "http://www.w3.org/2004/02/skos/core#")
SKOSXL = Namespace("skosxl", "http://www.w3.org/2008/05/skos-xl#")
SPDX = Namespace("spdx", "http://spdx.org/rdf/terms#")
TIME = Namespace("time", "http://www.w3.org/2006/time#")
VOID = Namespace("void", "http://rdfs.org/ns/void#")
XKOS = Namespace("xkos", "http://rdf-vocabulary.ddialliance.org/xkos#")
XSD = Namespace("xsd", "http://www.w3.org/2001/XMLSchema#")
