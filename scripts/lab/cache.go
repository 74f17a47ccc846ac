package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"

	"racelab/internal/build"
	"racelab/internal/command"
	"racelab/internal/console"
)

// kept says what each folder of the explorer's cache is for.
var kept = map[string]string{
	"child":   "built programs, and what was found of them",
	"home":    "the explorer's own sources, where there is no checkout",
	"inputs":  "what programs are made of",
	"lean":    "testify without what a lab never calls",
	"list":    "answers of go list",
	"modules": "copies of published modules",
	"twins":   "packages of the standard library, rewritten",
}

// cache says how large the explorer's cache is, or removes it.
func (a *app) cache(args []string) error {
	args, err := parse(flag.NewFlagSet("cache", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		a.printf("%s\n", build.CacheFolder())
		sizes := build.CacheSize()
		for _, name := range slices.Sorted(maps.Keys(sizes)) {
			size := fmt.Sprintf("  %-8s %7.1f MB   ", name, float64(sizes[name])/1e6)
			a.printf("%s", console.Hang(size, len(size), kept[name]))
		}
		a.next(toolName()+" cache clean", "all of it is made again when it is needed; what is a week old goes by itself")
		return nil
	case len(args) == 1 && args[0] == "clean":
		if err := os.RemoveAll(build.CacheFolder()); err != nil {
			return fmt.Errorf("cannot remove the cache: %w; make %s writable", err, build.CacheFolder())
		}
		a.printf("removed %s\n", build.CacheFolder())
		return nil
	}
	return command.Usagef("cache takes nothing, or clean")
}
