package build

import "io"

// A Config says which package to build. Only Dir is needed.
type Config struct {
	Dir     string    // the folder of the package
	Home    string    // the checkout, or what Carried has unpacked; found if empty
	Overlay string    // a file as for go build -overlay: sources that stand in for those on disk
	Tags    []string  // build tags
	Cache   string    // the cache's folder; racelab/explore in the user's cache folder if empty
	Log     io.Writer // gets a line when a build takes long; nil for silence
}
