package search

// Programs is how many generated programs a test runs, for the tests outside.
var Programs = programs
