// Package internal holds the explorer's own sources, as they were when the command
// was built, so that it can explore a module where there is no checkout.
package internal

import "embed"

// Sources are the folders of the explorer: what a test binary is built with, and
// what else decides how. Tests come along and are of no use; whoever unpacks the
// sources leaves them out.
//
//go:embed sim search diagnose child trace scenario brief
//go:embed rewrite/*.go build/*.go program/*.go explore/*.go render/*.go stage/*.go tell/*.go linear/*.go
var Sources embed.FS
