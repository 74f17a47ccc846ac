package build

// loopbackFile is the name of a file that the twin of package net has beside
// those of the original.
const loopbackFile = "zz_sim.go"

// loopback is TCP within one program. A connection holds whatever is written to
// it, so that a write never waits; a real one does when its buffers are full.
const loopback = `package net

import (
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	simBacklog   = 128
	simFirstPort = 40000
)

var (
	simMu   sync.Mutex
	simOpen = map[int]*simListener{} // by port
	simPort = simFirstPort
)

var simOnlyTCP = errors.New("under the explorer there is only TCP within the program itself")

// A simWorld is what lies outside of the program. The rewriter has a call of its
// method give up.
type simWorld struct{}

func (simWorld) reached() {}

var simOutside simWorld

func simRefused(op, network string, addr Addr) error {
	simOutside.reached()
	return &OpError{Op: op, Net: network, Addr: addr, Err: simOnlyTCP}
}

// simParse returns the port of an address of this machine.
func simParse(op, network, address string) (int, error) {
	host, port, err := SplitHostPort(address)
	if err != nil {
		return 0, &OpError{Op: op, Net: network, Err: err}
	}
	ip := ParseIP(host)
	here := host == "" || host == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsUnspecified())
	n, err := strconv.Atoi(port)
	if !here || err != nil || network != "tcp" && network != "tcp4" && network != "tcp6" {
		return 0, simRefused(op, network, nil)
	}
	return n, nil
}

func simAddr(port int) *TCPAddr { return &TCPAddr{IP: IPv4(127, 0, 0, 1), Port: port} }

func simListen(network, address string) (Listener, error) {
	port, err := simParse("listen", network, address)
	if err != nil {
		return nil, err
	}
	simMu.Lock()
	defer simMu.Unlock()
	if port == 0 {
		simPort++
		port = simPort
	}
	if simOpen[port] != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: simAddr(port), Err: os.NewSyscallError("bind", syscall.EADDRINUSE)}
	}
	l := &simListener{calls: make(chan *simConn, simBacklog), closed: make(chan struct{}), addr: simAddr(port), accepting: makePipeDeadline()}
	simOpen[port] = l
	return l, nil
}

type simListener struct {
	calls     chan *simConn
	closed    chan struct{}
	once      sync.Once
	addr      *TCPAddr
	accepting pipeDeadline
}

// A simHeld is what a TCPListener has in the place of an address, and what it stands for.
type simHeld struct {
	*TCPAddr
	listener *simListener
}

func simListenTCP(network string, at *TCPAddr) (*TCPListener, error) {
	address := ":0"
	if at != nil {
		address = at.String()
	}
	l, err := simListen(network, address)
	if err != nil {
		return nil, err
	}
	s := l.(*simListener)
	return &TCPListener{fd: &netFD{net: network, laddr: s.addr, raddr: simHeld{s.addr, s}}}, nil
}

// simOf returns what l stands for, or nil if it is a real one.
func simOf(l *TCPListener) *simListener {
	if !l.ok() {
		return nil
	}
	held, _ := l.fd.raddr.(simHeld)
	return held.listener
}

func (l *simListener) Addr() Addr { return l.addr }

func (l *simListener) Accept() (Conn, error) {
	select {
	case c := <-l.calls:
		return c, nil
	case <-l.closed:
		return nil, &OpError{Op: "accept", Net: "tcp", Addr: l.addr, Err: ErrClosed}
	case <-l.accepting.wait():
		return nil, &OpError{Op: "accept", Net: "tcp", Addr: l.addr, Err: os.ErrDeadlineExceeded}
	}
}

func (l *simListener) Close() error {
	err := error(&OpError{Op: "close", Net: "tcp", Addr: l.addr, Err: ErrClosed})
	l.once.Do(func() {
		simMu.Lock()
		delete(simOpen, l.addr.Port)
		simMu.Unlock()
		close(l.closed)
		err = nil
	})
	return err
}

func simDial(ctx context.Context, network, address string) (Conn, error) {
	port, err := simParse("dial", network, address)
	if err != nil {
		return nil, err
	}
	simMu.Lock()
	l := simOpen[port]
	simPort++
	from, to := simAddr(simPort), simAddr(port)
	simMu.Unlock()
	refused := &OpError{Op: "dial", Net: network, Addr: to, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	if l == nil {
		return nil, refused
	}
	there, back := &simStream{news: make(chan struct{}, 1)}, &simStream{news: make(chan struct{}, 1)}
	mine, theirs := simConnect(back, there, from, to), simConnect(there, back, to, from)
	select {
	case l.calls <- theirs:
		return mine, nil
	case <-l.closed:
		return nil, refused
	case <-ctx.Done():
		return nil, &OpError{Op: "dial", Net: network, Addr: to, Err: mapErr(ctx.Err())}
	}
}

// A simStream is one direction of a connection.
type simStream struct {
	mu     sync.Mutex
	data   []byte
	ended  bool          // nothing more will be written
	unread bool          // nobody will read any more
	news   chan struct{} // has a value if data or ended may have changed
}

func (s *simStream) changed() {
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// take moves what there is to b.
func (s *simStream) take(b []byte) (n int, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n = copy(b, s.data)
	s.data = s.data[n:]
	switch {
	case len(s.data) > 0 || s.ended:
		s.changed() // for the next who reads
	}
	if n == 0 && len(b) > 0 && s.ended {
		return 0, true, io.EOF
	}
	return n, n > 0 || len(b) == 0, nil
}

func (s *simStream) put(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.ended:
		return ErrClosed
	case s.unread:
		return os.NewSyscallError("write", syscall.EPIPE)
	}
	s.data = append(s.data, b...)
	s.changed()
	return nil
}

func (s *simStream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	s.changed()
}

func (s *simStream) abandon() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unread = true
}

// A simConn is one end of a connection.
type simConn struct {
	in, out         *simStream
	local, remote   *TCPAddr
	closed          chan struct{}
	once            sync.Once
	reading, writing pipeDeadline
}

func simConnect(in, out *simStream, local, remote *TCPAddr) *simConn {
	return &simConn{in: in, out: out, local: local, remote: remote, closed: make(chan struct{}),
		reading: makePipeDeadline(), writing: makePipeDeadline()}
}

func (c *simConn) fail(op string, err error) error {
	return &OpError{Op: op, Net: "tcp", Source: c.local, Addr: c.remote, Err: err}
}

func (c *simConn) Read(b []byte) (int, error) {
	for {
		switch {
		case isClosedChan(c.closed):
			return 0, c.fail("read", ErrClosed)
		case isClosedChan(c.reading.wait()):
			return 0, c.fail("read", os.ErrDeadlineExceeded)
		}
		n, ok, err := c.in.take(b)
		if ok {
			return n, err
		}
		select {
		case <-c.in.news:
		case <-c.closed:
		case <-c.reading.wait():
		}
	}
}

func (c *simConn) Write(b []byte) (int, error) {
	switch {
	case isClosedChan(c.closed):
		return 0, c.fail("write", ErrClosed)
	case isClosedChan(c.writing.wait()):
		return 0, c.fail("write", os.ErrDeadlineExceeded)
	}
	if err := c.out.put(b); err != nil {
		return 0, c.fail("write", err)
	}
	return len(b), nil
}

func (c *simConn) Close() error {
	err := c.fail("close", ErrClosed)
	c.once.Do(func() {
		close(c.closed)
		c.out.end()
		c.in.abandon()
		err = nil
	})
	return err
}

// CloseWrite says that nothing more will be written.
func (c *simConn) CloseWrite() error {
	c.out.end()
	return nil
}

func (c *simConn) LocalAddr() Addr  { return c.local }
func (c *simConn) RemoteAddr() Addr { return c.remote }

func (c *simConn) SetDeadline(t time.Time) error {
	c.reading.set(t)
	c.writing.set(t)
	return nil
}

func (c *simConn) SetReadDeadline(t time.Time) error {
	c.reading.set(t)
	return nil
}

func (c *simConn) SetWriteDeadline(t time.Time) error {
	c.writing.set(t)
	return nil
}
`
