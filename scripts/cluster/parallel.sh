#!/bin/sh
# So many shards by GNU parallel, on this machine or on those of $HOSTS, which share
# the folder where this is said:
#   .../scripts/cluster/parallel.sh 8 verify -count 20 -o out
#   HOSTS=one,two .../scripts/cluster/parallel.sh 8 explore ./... -o out
# $JOBS go on at a time on a machine (1 without it, for each uses all its processors);
# $LAB is the command, if `lab` on the PATH is not.
set -eu
shards=$1
shift
seq "$shards" | parallel --quote --max-args 0 --jobs "${JOBS:-1}" --retries 3 \
	${HOSTS:+--sshlogin "$HOSTS" --workdir .} \
	"${LAB:-lab}" "$@" -shard "auto/$shards"
