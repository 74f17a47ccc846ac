// Package start starts goroutines and registers things before any test.
package start

var numbers = count()

var log []string

func init() {
	log = append(log, "start")
	go func() {
		for range numbers {
		}
	}()
}

// count hands out numbers for as long as the program runs.
func count() chan int {
	c := make(chan int)
	go func() {
		for n := 1; n < 3; n++ {
			c <- n
		}
		select {}
	}()
	return c
}
