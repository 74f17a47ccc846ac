package context_test

import (
	"unsafe"

	"racelab/internal/sim/kernel"
)

func write(v *int) { kernel.Memory(unsafe.Pointer(v), 8, true, 1) }
