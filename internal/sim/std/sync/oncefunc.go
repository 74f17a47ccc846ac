package sync

// OnceFunc returns a function that calls f once. If f panics, every call
// panics with the same value.
func OnceFunc(f func()) func() {
	do := onceOutcome(f)
	return func() { do() }
}

// OnceValue is OnceFunc for a function with a result.
func OnceValue[T any](f func() T) func() T {
	var v T
	do := onceOutcome(func() { v = f() })
	return func() T {
		do()
		return v
	}
}

// OnceValues is OnceFunc for a function with two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var v1 T1
	var v2 T2
	do := onceOutcome(func() { v1, v2 = f() })
	return func() (T1, T2) {
		do()
		return v1, v2
	}
}

func onceOutcome(f func()) func() {
	var once Once
	var returned bool
	var thrown any
	run := func() {
		defer func() {
			if !returned {
				thrown = recover()
				panic(thrown)
			}
		}()
		f()
		returned = true
	}
	return func() {
		once.Do(run)
		if !returned {
			panic(thrown)
		}
	}
}
