package sim

import (
	"reflect"
	"time"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Polls returns fn, a function or method of testify that asks a condition again and again:
// Eventually, EventuallyWithT, or Never if never is set. It waits as they do, in a goroutine
// for each question, but before the explorer's eyes and in its time; fn itself is called
// only to say what failed.
func Polls[F any](fn F, never bool, site int) F {
	return around(fn, func(args []reflect.Value, call calling) []reflect.Value {
		p, known := pollOf(args, never, site)
		if kernel.Current() == nil || !known {
			return call(args)
		}
		if p.run() != never {
			return satisfied(reflect.TypeFor[F]())
		}
		return call(p.failing(args))
	})
}

// A poll is one call of such a function.
type poll struct {
	condition  reflect.Value
	at         int // which of the arguments that is; the two times follow
	wait, tick time.Duration
	never      bool
	site       int

	task   *kernel.Task // who has called
	parked bool
	over   bool          // the time is
	met    bool          // what was answered last,
	clock  kernel.Sync   // and after what
	latest reflect.Value // what the condition was given when it answered last, if anything
}

func pollOf(args []reflect.Value, never bool, site int) (p *poll, known bool) {
	for i, arg := range args {
		if arg.Kind() != reflect.Func || i+2 >= len(args) {
			continue
		}
		wait, waits := args[i+1].Interface().(time.Duration)
		tick, ticks := args[i+2].Interface().(time.Duration)
		return &poll{condition: arg, at: i, wait: wait, tick: tick, never: never, site: site}, waits && ticks && tick > 0
	}
	return nil, false
}

// run reports whether the condition was met before the time was over. Whoever calls waits
// as soon as it has asked, which is no event: so it makes no difference how fast it is.
func (p *poll) run() bool {
	p.task = kernel.Current()
	timer := p.arm(p.wait, &p.over)
	for {
		answered, ticked := false, false
		p.ask(&answered)
		if p.await(&answered); !answered {
			return false
		}
		if p.met {
			p.task.Stop(timer)
			return true
		}
		ticker := p.arm(p.tick, &ticked)
		if p.await(&ticked); p.over {
			p.task.Stop(ticker)
			return false
		}
	}
}

func (p *poll) object() trace.Object { return trace.Object(uintptr(unsafe.Pointer(p))) }

// arm starts a timer that sets what is given.
func (p *poll) arm(d time.Duration, fired *bool) *kernel.Timer {
	timer := p.task.Arm(int64(d), func() { p.set(fired) })
	timer.Announces(func(clock *kernel.Task) { clock.Touch(p.object(), trace.Write, 0xff) })
	return timer
}

// set is part of an event that may end a wait.
func (p *poll) set(what *bool) {
	if *what = true; p.parked {
		p.parked = false
		p.task.Ready()
	}
}

// await waits until what is given is set, or the time is over.
func (p *poll) await(what *bool) {
	if !*what && !p.over {
		p.parked = true
		p.task.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitSleep}, Kind: kernel.KArm})
	}
	p.clock.Acquire(p.task)
}

// ask asks the condition in a goroutine of its own. One that does not return a bool is
// given something that collects errors, and answers also if it ends the goroutine.
func (p *poll) ask(answered *bool) {
	answer := func(met bool) {
		t := kernel.Current()
		t.Touch(p.object(), trace.Write, 0xff)
		t.Step(kernel.KSend, p.site, nil)
		show(met)
		p.met = met
		p.clock.Release(t)
		p.set(answered)
	}
	if p.condition.Type().NumIn() == 0 {
		kernel.Spawn(func() { answer(p.condition.Call(nil)[0].Bool()) }).Name = "condition"
		return
	}
	kernel.Spawn(func() {
		collect := reflect.New(p.condition.Type().In(0).Elem())
		defer func() {
			p.latest = collect
			answer(kernel.Unseen(collect.Elem().IsZero))
		}()
		p.condition.Call([]reflect.Value{collect})
	}).Name = "condition"
}

// A moment is enough to ask once what is known already; for ever is more than that.
const (
	aMoment = 10 * time.Millisecond
	forEver = time.Hour
)

// failing returns arguments with which the function fails at once, as p has failed.
func (p *poll) failing(args []reflect.Value) []reflect.Value {
	args = append([]reflect.Value(nil), args...)
	wait := time.Duration(0)
	if p.never {
		wait = forEver
	}
	if p.condition.Type().NumIn() == 0 {
		args[p.at] = reflect.ValueOf(func() bool { return p.never })
	} else {
		wait = aMoment
		args[p.at] = reflect.MakeFunc(p.condition.Type(), func(in []reflect.Value) []reflect.Value {
			p.fails(in[0])
			return nil
		})
	}
	args[p.at+1] = reflect.ValueOf(wait)
	return args
}

// fails makes collect what the condition had made of it when it was asked last.
func (p *poll) fails(collect reflect.Value) {
	if !p.latest.IsValid() {
		collect.Interface().(interface{ FailNow() }).FailNow()
	}
	kernel.Unseen(func() bool {
		collect.Elem().Set(p.latest.Elem())
		return true
	})
}

// satisfied is what a function of type t returns if there is nothing to complain of.
func satisfied(t reflect.Type) []reflect.Value {
	if t.NumOut() == 0 {
		return nil
	}
	return []reflect.Value{reflect.ValueOf(true)}
}
