package kernel

import (
	"math"
	"reflect"
	"strings"
	"unsafe"
)

// A Print stands for a value when two moments of an execution are compared. Two
// values are the same if they are shallowly so, and what they lead to is looked
// at when the program does; or deeply so, if they lead to new copies of the same.
type Print struct{ shallow, deep uint64 }

// Same reports whether both stand for the same value. Chance that they do not is
// one in 2^64 or so.
func (p Print) Same(q Print) bool { return p.shallow == q.shallow || p.deep == q.deep }

// printOf makes the print of a value. No method of the program is called, and the program
// has not read what is looked at here.
func printOf(r reflect.Value) Print {
	return Unseen(func() Print {
		s := printer{}
		d := printer{follow: true, known: map[unsafe.Pointer]uint64{}}
		return Print{s.of(r), d.of(r)}
	})
}

// unknown is another number each time.
var unknown uint64 = 1 << 63

// mostParts is how many parts of a value are looked at.
const mostParts = 500

type printer struct {
	sum    uint64
	parts  int
	follow bool // pointers, to what they point to
	known  map[unsafe.Pointer]uint64
	lost   bool // there is something that cannot be compared
}

// of is the sum of a value, and like no other if it cannot be compared.
func (p *printer) of(r reflect.Value) uint64 {
	if p.look(r); p.lost {
		unknown++
		return unknown
	}
	return p.sum
}

// look looks at a value. What a pointer leads to may not be what its type says: a program may
// have made a smaller thing of it by way of package unsafe.
func (p *printer) look(r reflect.Value) {
	defer func() {
		p.lost = p.lost || recover() != nil
	}()
	p.value(r)
}

func (p *printer) add(n uint64) {
	p.sum = (p.sum ^ n) * 0x9e3779b97f4a7c15
	p.sum ^= p.sum >> 29
}

func (p *printer) text(s string) {
	p.add(uint64(len(s)))
	for i := range len(s) {
		p.add(uint64(s[i]))
	}
}

func (p *printer) value(r reflect.Value) {
	if p.parts++; p.parts > mostParts {
		p.lost = true
	}
	if p.lost || !r.IsValid() {
		p.add(0)
		return
	}
	p.add(uint64(r.Kind()))
	switch r.Kind() {
	case reflect.Bool:
		if r.Bool() {
			p.add(1)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.add(uint64(r.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		p.add(r.Uint())
	case reflect.Float32, reflect.Float64:
		p.add(math.Float64bits(r.Float()))
	case reflect.Complex64, reflect.Complex128:
		p.add(math.Float64bits(real(r.Complex())))
		p.add(math.Float64bits(imag(r.Complex())))
	case reflect.String:
		p.text(r.String())
	case reflect.Chan, reflect.Func, reflect.UnsafePointer, reflect.Map:
		p.add(uint64(r.Pointer()))
	default:
		p.compound(r)
	}
}

func (p *printer) compound(r reflect.Value) {
	switch r.Kind() {
	case reflect.Array:
		p.elements(r)
	case reflect.Struct:
		if strings.HasPrefix(r.Type().PkgPath(), simPrefix) && p.follow {
			p.lost = true // what is in it changes at each step
		}
		for i := range r.NumField() {
			if !strings.HasPrefix(r.Type().PkgPath(), simPrefix) {
				p.value(r.Field(i))
			}
		}
	case reflect.Interface:
		if !r.IsNil() {
			p.text(r.Elem().Type().String())
			p.value(r.Elem())
		}
	case reflect.Slice:
		p.add(uint64(r.Len()))
		p.add(uint64(r.Cap()))
		if p.leads(r) && p.pointer(r.UnsafePointer()) {
			p.elements(r)
		}
	case reflect.Pointer:
		if p.leads(r) && p.pointer(r.UnsafePointer()) {
			p.value(r.Elem())
		}
	}
}

// elements looks at no more of them than can be compared: there may be millions.
func (p *printer) elements(r reflect.Value) {
	for i := 0; i < r.Len() && !p.lost; i++ {
		p.value(r.Index(i))
	}
}

// lowest is the first address that anything may have. The run-time ends a program that holds a
// pointer to a lower one.
const lowest = 4096

// leads reports whether r, a pointer or slice, is empty or leads to what is there.
func (p *printer) leads(r reflect.Value) bool {
	at := r.Pointer()
	empty := r.Kind() == reflect.Slice && r.Len() == 0 || r.Kind() == reflect.Pointer && at == 0
	p.lost = p.lost || !empty && at < lowest
	return !p.lost
}

// pointer reports whether what ptr points to is yet to be looked at.
func (p *printer) pointer(ptr unsafe.Pointer) bool {
	if !p.follow || ptr == nil {
		p.add(uint64(uintptr(ptr)))
		return false
	}
	n, known := p.known[ptr]
	if !known {
		n = uint64(len(p.known)) + 1
		p.known[ptr] = n
	}
	p.add(n)
	return !known
}
