package kernel

// Number gives key a number in the present execution, unless it has one: that of
// the keys before it. It is for keys of maps that are, or contain, addresses,
// which are others in each execution, and in another order.
func Number(key any) {
	if Current() == nil {
		return
	}
	if _, known := x.numbers[key]; known {
		return
	}
	if x.numbers == nil {
		x.numbers = map[any]int{}
	}
	x.numbers[key] = len(x.numbers)
}

// NumberOf returns what Number gave key; ok is false if it gave it none.
func NumberOf(key any) (n int, ok bool) {
	if Current() != nil {
		n, ok = x.numbers[key]
	}
	return n, ok
}
