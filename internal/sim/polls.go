package sim

import (
	"errors"
	"reflect"
	"time"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Polls returns fn, a function or method of testify that asks a condition again and again:
// Eventually, EventuallyWithT, or Never if never is set. It waits as they do, in a goroutine
// for each question, but before the explorer's eyes and in its time; fn itself is called
// only to say what failed. Older versions ask for the first time after a tick: ticksFirst.
func Polls[F any](fn F, never, ticksFirst bool, site int) F {
	return around(fn, func(args []reflect.Value, call calling) []reflect.Value {
		p, known := pollOf(args, never, site)
		if kernel.Current() == nil || !known {
			return call(args)
		}
		p.ticksFirst = ticksFirst
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
	ticksFirst bool
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
	for waits := p.ticksFirst; ; waits = true {
		answered, ticked := false, false
		if waits {
			ticker := p.arm(p.tick, &ticked)
			if p.await(&ticked); p.over {
				p.task.Stop(ticker)
				return false
			}
		}
		p.ask(&answered)
		if p.await(&answered); !answered {
			return false
		}
		if p.met {
			p.task.Stop(timer)
			return true
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

// A tick is enough to ask for the first time; for ever is more than that.
const (
	aTick   = time.Millisecond
	forEver = time.Hour
)

// failing returns arguments with which the function fails at once, as p has failed, however
// busy the machine is. What a condition has collected becomes a part of the message: to collect
// it again is a matter of time.
func (p *poll) failing(args []reflect.Value) []reflect.Value {
	args = append([]reflect.Value(nil), args...)
	wait, tick := time.Duration(0), forEver
	if p.never {
		wait, tick = forEver, aTick
	}
	if p.condition.Type().NumIn() == 0 {
		args[p.at] = reflect.ValueOf(func() bool { return p.never })
	} else {
		args[p.at] = reflect.MakeFunc(p.condition.Type(), func(in []reflect.Value) []reflect.Value {
			in[0].Interface().(interface{ FailNow() }).FailNow()
			return nil
		})
		p.tell(args)
	}
	args[p.at+1], args[p.at+2] = reflect.ValueOf(wait), reflect.ValueOf(tick)
	return args
}

// tell adds what the condition has collected to the message among args: a format that stands
// before the rest, or the first of the rest.
func (p *poll) tell(args []reflect.Value) {
	text, last := p.collected(), len(args)-1
	rest, known := args[last].Interface().([]any)
	if text == "" || !known {
		return
	}
	rest = append([]any(nil), rest...)
	if last == p.at+4 {
		args[last-1] = reflect.ValueOf(args[last-1].String() + "\n%s")
	} else {
		rest = formatted(rest)
	}
	args[last] = reflect.ValueOf(append(rest, text))
}

// formatted is a message and its arguments, with room for one more.
func formatted(message []any) []any {
	if len(message) == 0 {
		return []any{"%s"}
	}
	format, isText := message[0].(string)
	switch {
	case len(message) == 1 && isText: // as it is
		return []any{"%s\n%s", format}
	case len(message) == 1:
		return []any{"%+v\n%s", message[0]}
	}
	message[0] = format + "\n%s"
	return message
}

// collected is what the condition had collected when it was asked last.
func (p *poll) collected() (text string) {
	if !p.latest.IsValid() {
		return ""
	}
	kernel.Unseen(func() bool {
		if list := p.latest.Elem().FieldByName("errors"); list.IsValid() && list.Type() == reflect.TypeFor[[]error]() {
			if all := errors.Join(*(*[]error)(list.Addr().UnsafePointer())...); all != nil { // none, after a FailNow
				text = all.Error()
			}
		}
		return true
	})
	return text
}

// satisfied is what a function of type t returns if there is nothing to complain of.
func satisfied(t reflect.Type) []reflect.Value {
	if t.NumOut() == 0 {
		return nil
	}
	return []reflect.Value{reflect.ValueOf(true)}
}
