package audit

import (
	"context"
	"errors"

	"racelab/internal/course"
	"racelab/internal/judge"

	"golang.org/x/sync/errgroup"
)

// An office is where a plan is carried out.
type office struct {
	plan   Plan
	judge  *judge.Judge
	home   course.Checkout
	slots  chan struct{} // one is taken for each build, and for each run
	ran    func(int)
	judged func(*Tally)
}

// judgeLab judges entries of one lab, which are built together as far as that is
// possible.
func (o *office) judgeLab(ctx context.Context, all []*Tally) error {
	files := make([]string, len(all))
	for i, t := range all {
		if t.Problem == "" {
			files[i] = o.home.Path(t.File)
		}
	}
	o.slots <- struct{}{}
	bank, err := o.judge.Together(ctx, all[0].Lab.Name, files, !o.plan.Bare)
	if err == nil {
		defer bank.Close()
		err = bank.Prepare(ctx)
	}
	<-o.slots
	if err != nil {
		return err
	}
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(o.plan.Workers)
	for i, t := range all {
		work.Go(func() error {
			err := o.judgeEntry(ctx, bank.Binary(i), files[i], t)
			if err == nil {
				if t.BuildOutput == "" && t.Problem == "" {
					t.Alone = bank.Alone(i)
				}
				o.judged(t)
			}
			return err
		})
	}
	return work.Wait()
}

// judgeEntry runs an entry, and builds it first if binary is nil.
func (o *office) judgeEntry(ctx context.Context, binary *judge.Binary, file string, t *Tally) (err error) {
	if ctx.Err() != nil || t.Problem != "" {
		return ctx.Err()
	}
	o.slots <- struct{}{}
	if binary == nil {
		binary, err = o.judge.Build(ctx, t.Lab.Name, file, !o.plan.Bare)
	}
	if err == nil {
		defer binary.Close()
		err = binary.Prepare(ctx)
	}
	<-o.slots
	var refused *judge.BuildError
	if errors.As(err, &refused) {
		t.BuildOutput = refused.Output
		o.ran(o.plan.Runs())
		return nil
	}
	if err != nil {
		return err
	}
	for range o.plan.Count {
		if err := o.judgeOnce(ctx, binary, t); err != nil {
			return err
		}
	}
	return nil
}

// judgeOnce runs an entry with each number of processors. What the explorer finds does not
// depend on that, so it is found once for all of them.
func (o *office) judgeOnce(ctx context.Context, binary *judge.Binary, t *Tally) error {
	o.slots <- struct{}{}
	found := binary.Ahead(ctx)()
	<-o.slots
	if found.Err != nil {
		return found.Err
	}
	runs, ctx := errgroup.WithContext(ctx)
	for _, cpu := range o.plan.CPUs {
		runs.Go(func() error {
			o.slots <- struct{}{}
			defer func() { <-o.slots }()
			r := binary.Run(ctx, cpu)
			if r.Err == nil {
				r.Duration += found.Duration
				t.add(r)
				o.ran(1)
			}
			return r.Err
		})
	}
	return runs.Wait()
}
