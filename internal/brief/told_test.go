package brief

import "testing"

// TestTellsItsBrief is the child of TestWithoutABriefThereIsNone; by itself it
// only says that it has no brief either.
func TestTellsItsBrief(t *testing.T) { t.Logf("brief: %q", Text()) }
