package sync_test

import (
	"unsafe"

	"racelab/internal/sim/kernel"
)

func kernelWrite(v *int) { kernel.Memory(unsafe.Pointer(v), 8, true, 1) }
func kernelRead(v *int)  { kernel.Memory(unsafe.Pointer(v), 8, false, 1) }
