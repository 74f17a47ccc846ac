package export

import (
	"fmt"
	"io"
	"strings"

	"racelab/internal/survey"
)

// Annotations writes the failures that nobody has accepted as commands of a
// workflow's log, which GitHub shows beside the source.
func Annotations(w io.Writer, all []*survey.Found, cwd string) error {
	for _, x := range findings(all, cwd) {
		if x.known {
			continue
		}
		where := ""
		if len(x.places) > 0 {
			where = fmt.Sprintf("file=%s,line=%d,", property(x.places[0].File), x.places[0].Line)
		}
		_, err := fmt.Fprintf(w, "::error %stitle=%s::%s\n", where, property(x.pkg+" "+x.test+": "+string(x.kind)), message(x.text))
		if err != nil {
			return err
		}
	}
	return nil
}

// message and property escape what has a meaning in a command.
func message(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
