// Package survey explores the tests of many packages of any module, and sums up
// what came of them.
//
// [Find] says which packages a reader means, [Survey.All] explores them, and a
// [Printer] shows what is found while it is being found.
package survey
