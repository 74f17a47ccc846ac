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

func TestVerdictsPromised(t *testing.T) {
	lab := entry{kind: broken}
	lab.lab.Fails = append(lab.lab.Fails, "data race", "leak")
	assert.True(t, lab.right("data race", append(lab.lab.Fails, "panic")))
	assert.False(t, lab.right("data race", lab.lab.Fails[:1]), "both must be shown")
	assert.False(t, lab.right("passes", nil))
	assert.True(t, entry{kind: rejected}.right("deadlock", nil))
	assert.False(t, entry{kind: accepted}.right("deadlock", nil))
}
