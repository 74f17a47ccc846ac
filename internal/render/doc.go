// Package render turns a trace.Report into what people read: text for a terminal,
// and words for those who lay it out themselves.
//
// It decides nothing: which outcome an exploration has, what the cause is and
// which step is the fatal one, all stands in the report. It does choose which
// steps of a long execution are worth a row.
package render
