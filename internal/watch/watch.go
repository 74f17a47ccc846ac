// Package watch is the loop in which a learner works: each save of a lab's file
// is judged, and a key shows more.
//
// It knows when something is to be done, and what is on the screen meanwhile.
// What is done, it is given as commands.
package watch

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"racelab/internal/console"
	"racelab/internal/course"
)

// A Command does something about a lab and says so on out. It reports whether all
// is well; an error is trouble that has not been told on out.
type Command func(ctx context.Context, out io.Writer, l course.Lab) (bool, error)

// Options are what a watch is given.
type Options struct {
	Checkout course.Checkout
	Keyboard *console.Keyboard
	Out      io.Writer // goes through the keyboard's Writer
	Counts   bool      // a fix that passes counts as solved

	Judge, Failure, Hint, Diff, Debrief, List Command
	Play                                      Command // serves a game until it is cancelled
}

// watch is one loop. One goroutine owns all of it; the others send to it.
type watch struct {
	Options

	lab     course.Lab
	fresh   bool        // the lab before was passed, and this one has not been run yet
	passed  course.Lab  // the lab before
	sure    console.Key // the last one, if it asked for the solution
	pick    *pick       // a lab is being chosen, or nil
	page    page
	trouble error // why the last judgement did not come to a verdict

	job  *job // under way, or nil
	done chan *job
	jobs sync.WaitGroup // cancelled ones too
}

// Lab judges a lab each time its file is saved, and then whichever lab is saved,
// until the last key. The error is why the last judgement came to no verdict.
func Lab(ctx context.Context, o Options, l course.Lab) error {
	return newWatch(o, l).loop(ctx)
}

func newWatch(o Options, l course.Lab) *watch {
	return &watch{Options: o, lab: l, done: make(chan *job)}
}

func (w *watch) loop(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer w.jobs.Wait() // so that no process and no temporary file stays behind
	defer stop()
	if !w.Keyboard.Single {
		w.printf("There is no terminal to read single keys from, so end each of them with Enter.\n\n")
	}
	saved := w.watchFiles(ctx)
	second := time.NewTicker(time.Second)
	defer second.Stop()
	w.judge(ctx)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-second.C:
			w.goesOn()
		case names := <-saved:
			w.saved(ctx, names)
		case k := <-w.Keyboard.Keys():
			if k == console.Quit || k == 'q' && w.pick == nil {
				return w.leave(ctx, k)
			}
			w.press(ctx, k)
		case j := <-w.done:
			w.finished(j)
		}
	}
}

// leave is called at the last key. At the end of a pipe
// the verdict that was asked for is still waited for.
func (w *watch) leave(ctx context.Context, k console.Key) error {
	if w.Keyboard.Single {
		w.printf("\n")
		return nil
	}
	for k == console.Quit && w.job != nil {
		select {
		case j := <-w.done:
			w.finished(j)
		case <-ctx.Done():
			return nil
		}
	}
	return w.trouble
}

// watchFiles sends the names of the labs whose files are saved.
func (w *watch) watchFiles(ctx context.Context) <-chan []string {
	files := map[string]*file{}
	for _, l := range course.Labs {
		files[l.Name] = newFile(w.Checkout.Path(l.File()))
	}
	saved := make(chan []string)
	go func() {
		defer w.Keyboard.OnPanic()
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(interval):
			}
			names := slices.DeleteFunc(course.Names(), func(name string) bool { return !files[name].look() })
			if len(names) == 0 {
				continue
			}
			select {
			case saved <- names:
			case <-ctx.Done():
			}
		}
	}()
	return saved
}

// saved is told which files were saved, or have gone, at the same time. Of
// whichever lab the one file is, that is the one being worked on now; of several
// only the current lab's counts, since a branch may have been checked out.
func (w *watch) saved(ctx context.Context, names []string) {
	name := w.lab.Name
	if len(names) == 1 {
		name = names[0]
	} else if !slices.Contains(names, name) {
		return
	}
	if _, err := os.Stat(w.Checkout.Path(course.Lab{Name: name}.File())); err != nil && name != w.lab.Name {
		return // what was removed is not being worked on
	}
	w.lab, _ = course.Find(name)
	w.pick = nil
	w.judge(ctx)
}

func (w *watch) printf(format string, args ...any) {
	fmt.Fprint(w.Out, console.Fit(fmt.Sprintf(format, args...)))
}
