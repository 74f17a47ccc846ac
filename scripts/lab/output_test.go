package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDidYouMeanKeepsQuietAboutFarNames(t *testing.T) {
	names := []string{"cakebox", "tally"}
	assert.Contains(t, didYouMean("cakbox", names), "cakebox")
	assert.Contains(t, didYouMean("cake", names), "cakebox", "a beginning is near")
	assert.Empty(t, didYouMean("heartbeat", names))
	assert.Empty(t, didYouMean("", names))
}
