package trace

// A History is what calls on one value returned, which several goroutines made at
// once, and what the same calls return one after the other.
type History struct {
	Calls  []Call `json:"calls"`
	Until  int    `json:"until"`  // so many begins and ends of calls are told of
	Orders *Order `json:"orders"` // before any call was made
}

// A Call is one call of a History. Begin and End number what begins and ends, from 0.
type Call struct {
	Task   int    `json:"task"` // who makes it; 0 is the test, before and after all others
	Name   string `json:"name"`
	Result string `json:"result,omitempty"` // for a reader; "" of a call that returns nothing
	Value  int    `json:"value"`            // equal results have the same number
	Begin  int    `json:"begin"`
	End    int    `json:"end"`
}

// An Order is a state of the value after some of the calls, one after the other.
type Order struct {
	Value int            `json:"value"`           // what the last of them returned; see Call.Value
	Waits bool           `json:"waits,omitempty"` // the last of them, for ever
	Next  map[int]*Order `json:"next,omitempty"`  // by the number of the call that is made next
}

// Begun reports whether c is a part of what h tells.
func (h *History) Begun(c Call) bool { return c.Begin < h.Until }

// Returned reports whether h tells of the end of c.
func (h *History) Returned(c Call) bool { return c.End < h.Until }

// Scenarios counts what one size of scenarios came to.
type Scenarios struct {
	Goroutines int `json:"goroutines"`
	Calls      int `json:"calls"`  // of each goroutine
	Before     int `json:"before"` // calls that the test makes before them
	Count      int `json:"count"`
	Schedules  int `json:"schedules"` // of all of them, in classes
}
