package main

import (
	"context"
	"flag"
	"os"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/program"
	"racelab/internal/shard"
)

// sharding says which part of its work a command is to do, and where the results go.
type sharding struct {
	text, dir string
	options   func(except ...string) map[string]string
	share     shard.Share
}

// flags must come after all others, for it records what they are set to.
func (s *sharding) flags(fs *flag.FlagSet) {
	fs.StringVar(&s.text, "shard", "", "do the K-th part of N, as 3/8, and write what comes of it to -o; auto/8 takes K, and auto N too, from the environment of Slurm, Kubernetes, GNU parallel or GitHub Actions; see scripts/cluster")
	fs.StringVar(&s.dir, "o", "", "the folder for -shard, which shards may share; what is there is not done again; see: merge")
	s.options = command.Record(fs)
}

func (s *sharding) on() bool { return s.text != "" }

// parse is to be called when the flags have been read.
func (s *sharding) parse() (err error) {
	switch {
	case s.on() != (s.dir != ""):
		return command.Usagef("-shard says which part, -o the folder for its results; they belong together")
	case !s.on():
		return nil
	}
	if s.share, err = shard.Parse(s.text, os.Getenv); err != nil {
		return command.Usagef("%v", err)
	}
	return nil
}

// doShard opens the folder, has do work on the keys that are left, and says what
// came of that. do gets a function that keeps a result; if it cannot, the context
// is over.
func (a *app) doShard(s sharding, p shard.Plan, do func(ctx context.Context, left []string, keep func(key, verdict string, data any)) error) error {
	store, err := shard.Open(s.dir, p, s.share)
	if err != nil {
		return err
	}
	left, mine, err := store.Left()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(a.ctx)
	defer stop(nil)
	err = do(ctx, left, func(key, verdict string, data any) {
		if err := store.Put(key, verdict, data); err != nil {
			stop(err)
		}
	})
	if ctx.Err() != nil && a.ctx.Err() == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return err
	}
	a.printf("shard %s is complete: %d of %s, %d of them now, in %s\n", s.share, mine, console.Count(len(p.Keys), "result"), len(left), s.dir)
	a.next(program.Tool+" merge "+s.dir, "when all shards are, for the report")
	return a.end(nil)
}

// merge makes one report of what shards have found.
func (a *app) merge(args []string) error {
	fs := flag.NewFlagSet("merge", flag.ContinueOnError)
	var to exports
	to.flags(fs)
	asJSON := fs.Bool("json", false, "print one event a line")
	dirs, err := parse(fs, args)
	a.useJSON(*asJSON)
	if err != nil {
		return err
	}
	if len(dirs) == 0 {
		return command.Usagef("which results? name the folders that were given with -o")
	}
	m, err := shard.Merge(dirs)
	if err != nil {
		return err
	}
	switch {
	case m.Plan.Command == "explore":
		return a.end(a.mergeExplore(m, to))
	case to != exports{}:
		return command.Usagef("-junit, -sarif, -html, -baseline and -accept are for what explore found; these are results of %s", m.Plan.Command)
	}
	return a.mergeVerify(m)
}
