package sim

import (
	"reflect"

	"racelab/internal/sim/kernel"
)

// Package reflect does to a channel what the language does, but through a value
// whose type nobody knew when the program was compiled. These functions stand
// for the methods of reflect.Value. Each is a select of one case.

// sendCase is a case that sends v.
func (c *channel) sendCase(v reflect.Value) Case {
	s := &operation{c: c, sends: true, value: c.values.room(1)}
	c.reflected(s).Set(v)
	return s
}

// recvCase is a case that receives, with what returns what was received.
func (c *channel) recvCase() (Case, func() (reflect.Value, bool)) {
	r := &operation{c: c, value: c.values.room(1), ok: new(bool)}
	return r, func() (reflect.Value, bool) { return c.reflected(r), *r.ok }
}

func (c *channel) reflected(o *operation) reflect.Value {
	return reflect.ValueOf(c.values.pointer(o.value)).Elem()
}

// reflectedOf returns what is kept beside the channel v. Nothing is kept beside
// one whose making the explorer did not see, or that is nil.
func reflectedOf(v reflect.Value) *channel {
	if v.Kind() != reflect.Chan {
		return nil
	}
	if channelEpoch == kernel.Epoch() {
		if c, ok := channels[v.UnsafePointer()]; ok {
			return c
		}
	}
	kernel.Leave("uses through package reflect a channel that was not made before its eyes")
	return nil
}

// ReflectSend stands for v.Send(x).
func ReflectSend(v, x reflect.Value, site int) {
	if c := tasksOnly(v); c != nil {
		Select(site, false, c.sendCase(x))
		return
	}
	v.Send(x)
}

// ReflectTrySend stands for v.TrySend(x).
func ReflectTrySend(v, x reflect.Value, site int) bool {
	if c := tasksOnly(v); c != nil {
		return Select(site, true, c.sendCase(x)) == 0
	}
	return v.TrySend(x)
}

// ReflectRecv stands for v.Recv().
func ReflectRecv(v reflect.Value, site int) (reflect.Value, bool) {
	if c := tasksOnly(v); c != nil {
		one, got := c.recvCase()
		Select(site, false, one)
		return got()
	}
	return v.Recv()
}

// ReflectTryRecv stands for v.TryRecv().
func ReflectTryRecv(v reflect.Value, site int) (x reflect.Value, ok bool) {
	if c := tasksOnly(v); c != nil {
		one, got := c.recvCase()
		if Select(site, true, one) < 0 {
			return reflect.Value{}, false
		}
		return got()
	}
	return v.TryRecv()
}

// ReflectClose stands for v.Close().
func ReflectClose(v reflect.Value, site int) {
	if c := tasksOnly(v); c != nil {
		c.close(kernel.Current(), site)
		return
	}
	v.Close()
}

// ReflectLen stands for v.Len(), of channels and everything else.
func ReflectLen(v reflect.Value, site int) int {
	if c := tasksOnly(v); c != nil {
		return c.length(v.Len(), site)
	}
	return v.Len()
}

// tasksOnly returns the channel v if there are tasks and v is a channel.
func tasksOnly(v reflect.Value) *channel {
	if v.Kind() != reflect.Chan || v.IsNil() || kernel.Current() == nil {
		return nil
	}
	return reflectedOf(v)
}

// ReflectSelect stands for reflect.Select, which is real.
func ReflectSelect(real func([]reflect.SelectCase) (int, reflect.Value, bool), all []reflect.SelectCase, site int) (int, reflect.Value, bool) {
	if kernel.Current() == nil {
		return real(all)
	}
	var cases []Case
	var of []int // the number in all of each of cases
	got := map[int]func() (reflect.Value, bool){}
	other := -1
	for i, c := range all {
		switch {
		case c.Dir == reflect.SelectDefault:
			other = i
		case !c.Chan.IsValid() || c.Chan.IsNil(): // it is never ready
		case c.Dir == reflect.SelectSend:
			cases, of = append(cases, reflectedOf(c.Chan).sendCase(c.Send)), append(of, i)
		default:
			one, value := reflectedOf(c.Chan).recvCase()
			cases, of, got[i] = append(cases, one), append(of, i), value
		}
	}
	if len(cases) == 0 && other < 0 {
		Block(site)
	}
	chosen := other
	if i := Select(site, other >= 0, cases...); i >= 0 {
		chosen = of[i]
	}
	if value, ok := got[chosen]; ok {
		v, ok := value()
		return chosen, v, ok
	}
	return chosen, reflect.Value{}, false
}

// ReflectSwapper stands for reflect.Swapper, which is real. Who swaps changes both elements.
func ReflectSwapper(real func(any) func(i, j int), slice any, site int) func(i, j int) {
	swap, elements := real(slice), reflect.ValueOf(slice)
	size := elements.Type().Elem().Size()
	return func(i, j int) {
		for _, k := range []int{i, j} {
			kernel.Memory(elements.Index(k).Addr().UnsafePointer(), size, true, site)
		}
		swap(i, j)
	}
}
