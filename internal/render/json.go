package render

import (
	"encoding/json"
	"fmt"
	"io"

	"racelab/internal/trace"
)

// Version is that of the JSON form. It grows when a field changes its meaning
// or goes away; new fields may come at any time.
const Version = 1

// JSON writes r as one line: the fields of trace.Report, and "version". It
// fails only if w does.
func JSON(w io.Writer, r *trace.Report) error {
	line := struct {
		Version int `json:"version"`
		*trace.Report
	}{Version, r}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // Go source is full of <- and &
	if err := e.Encode(line); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
