"""RDF: the cube, its provenance and its surroundings as Turtle."""
