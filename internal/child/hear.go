package child

import (
	"bufio"
	"encoding/json"
	"io"
	"os"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

const maxAsk = 16 << 20 // bytes of one line from the parent

// hear hands on what the parent process says, line by line. When it is gone, which
// closes the standard input that it otherwise holds open, the process ends with
// status.
func hear(in io.Reader, status int) <-chan []byte {
	said := make(chan []byte)
	go func() {
		lines := bufio.NewScanner(in)
		lines.Buffer(make([]byte, 64<<10), maxAsk)
		for lines.Scan() {
			said <- append([]byte(nil), lines.Bytes()...)
		}
		os.Exit(status)
	}()
	return said
}

// explained asks the parent process whether some order of its calls explains a history.
func explained(out *writer, said <-chan []byte) func(*trace.History) bool {
	return func(h *trace.History) bool {
		out.write(trace.Message{History: h})
		line := <-said
		var answer trace.Explained
		if err := kernel.Unseen(func() error { return json.Unmarshal(line, &answer) }); err != nil {
			out.fail("the answer is not understood: " + err.Error())
		}
		return answer.Explained
	}
}
