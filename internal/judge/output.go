package judge

import (
	"bytes"
	"sync"
)

// capped keeps the first max bytes, calls full once when there are more, and
// throws the rest away. It never fails a write, so that its writer stays alive
// until it is killed.
type capped struct {
	max  int
	full func()

	mu   sync.Mutex // guards all below
	buf  bytes.Buffer
	over bool
}

func (c *capped) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	room := c.max - c.buf.Len()
	c.buf.Write(p[:min(room, len(p))])
	if len(p) > room && !c.over {
		c.over = true
		c.full()
	}
	return len(p), nil
}

func (c *capped) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.buf.String()
}

func (c *capped) flooded() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}
