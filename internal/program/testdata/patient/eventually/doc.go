// Package eventually waits with testify until something holds.
package eventually
