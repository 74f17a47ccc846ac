package child

import (
	"encoding/json"
	"os"
	"strconv"

	"racelab/internal/brief"
	"racelab/internal/search"
	"racelab/internal/trace"
)

// worker is another process of this binary, which does jobs for this one. It learns from the
// end of its standard input that this one is gone.
type worker struct {
	process *os.Process
	in, out *os.File

	has []given // it does one after the other
}

// given is a job that a worker has, and the search that it belongs to; see pool.Drop.
type given struct {
	job    *search.Job
	search int
}

// station is how a worker is started: as this process was, before any test ran.
type station struct {
	exe, dir string
	env      []string
}

func newStation() (at station, err error) {
	if at.exe, err = os.Executable(); err == nil {
		at.dir, err = os.Getwd()
	}
	at.env = os.Environ()
	return at, err
}

// starter returns what starts one that works for who was told b. What the tests print there, they
// print here, too.
func (at station) starter(b trace.Brief) func() (*worker, error) {
	req := *b.Request
	req.Worker = true
	b.Request = &req
	return func() (*worker, error) {
		said, err := json.Marshal(b)
		if err != nil {
			return nil, err
		}
		nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		defer nowhere.Close()
		theirs, in, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		defer theirs.Close()
		out, told, err := os.Pipe()
		if err != nil {
			in.Close()
			return nil, err
		}
		defer told.Close()
		w := &worker{in: in, out: out}
		w.process, err = os.StartProcess(at.exe, []string{at.exe}, &os.ProcAttr{
			Dir: at.dir, Env: append(at.env[:len(at.env):len(at.env)], brief.Var+"="+strconv.Itoa(len(said))),
			Files: []*os.File{theirs, told, nowhere},
		})
		if err != nil {
			in.Close()
			out.Close()
			return nil, err
		}
		_, _ = in.Write(said) // whoever does not read is not heard of, either
		return w, nil
	}
}

// say writes one line to w.
func (w *worker) say(v any) {
	line, err := json.Marshal(v)
	if err == nil {
		_, err = w.in.Write(append(line, '\n'))
	}
	if err != nil {
		_ = w.process.Kill() // it ends, and that is heard
	}
}
