#!/bin/sh
# One shard for each task of a Slurm array. From the folder where the command is to run:
#   sbatch --array=1-8 .../scripts/cluster/slurm.sh verify -count 20 -o out
#   sbatch --array=1-8 .../scripts/cluster/slurm.sh explore ./... -o out
# $LAB is the command, if `lab` on the PATH is not.
#SBATCH --job-name=lab
#SBATCH --cpus-per-task=2
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=lab-%A_%a.log
set -eu
exec "${LAB:-lab}" "$@" -shard auto
