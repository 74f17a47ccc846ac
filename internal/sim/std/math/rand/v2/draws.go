package rand

// ExpFloat64 draws from the generator of this goroutine.
func ExpFloat64() float64 { return own().ExpFloat64() }

// Float32 draws from the generator of this goroutine.
func Float32() float32 { return own().Float32() }

// Float64 draws from the generator of this goroutine.
func Float64() float64 { return own().Float64() }

// Int draws from the generator of this goroutine.
func Int() int { return own().Int() }

// Int32 draws from the generator of this goroutine.
func Int32() int32 { return own().Int32() }

// Int64 draws from the generator of this goroutine.
func Int64() int64 { return own().Int64() }

// NormFloat64 draws from the generator of this goroutine.
func NormFloat64() float64 { return own().NormFloat64() }

// Uint draws from the generator of this goroutine.
func Uint() uint { return own().Uint() }

// Uint32 draws from the generator of this goroutine.
func Uint32() uint32 { return own().Uint32() }

// Uint64 draws from the generator of this goroutine.
func Uint64() uint64 { return own().Uint64() }
