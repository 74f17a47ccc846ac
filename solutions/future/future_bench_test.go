package future

import (
	"testing"
	"time"
)

// oven takes time, but no processor.
func oven() Cake {
	time.Sleep(100 * time.Microsecond)
	return Cake{Name: "wedding cake"}
}

const orders = 16

func BenchmarkSequentialOrders(b *testing.B) {
	for b.Loop() {
		for range orders {
			oven()
		}
	}
}

// Each cake is collected before the next is ordered.
func BenchmarkVouchersOneByOne(b *testing.B) {
	for b.Loop() {
		for range orders {
			Order(oven).Collect()
		}
	}
}

func BenchmarkVouchersAllFirst(b *testing.B) {
	for b.Loop() {
		var vouchers []*Voucher
		for range orders {
			vouchers = append(vouchers, Order(oven))
		}
		CollectAll(vouchers...)
	}
}
