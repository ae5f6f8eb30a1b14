#!/bin/sh
# Trains the starter model from the data to data/models/starter: prepare, train, refit the heads, export, listen, measure. Goes on
# where it stopped when it is run again. Every setting can be overridden from the environment.
set -eu
cd "$(dirname "$0")/../.."

: "${DATASETS:=../shared/datasets}"
: "${WORK:=.work/train}"
: "${RUN:=.work/run}"
: "${OUT:=data/models/starter}"
: "${PYTHON:=/usr/bin/python3}"
: "${STEPS:=4000}"
: "${SEED:=1}"
: "${DEVICE:=cpu}" # or cuda
: "${WORKERS:=0}" # processes that draw captions; six keep an accelerator busy
: "${DRAWN:=}" # folders of drawn products for training, of other seeds than the shipped catalogue
: "${DRAWN_UNSEEN:=}" # one folder of drawn products for measuring
export OMP_WAIT_POLICY=PASSIVE

prepare() { npx tsx scripts/train/prepare.ts --out "$WORK" "$@"; }

[ -e "$WORK/photos-validation.json" ] || prepare --datasets "$DATASETS"
names=""
n=0
for folder in $DRAWN; do
  n=$((n + 1))
  [ -e "$WORK/drawn-$n.json" ] || prepare --drawn "$folder" --as "drawn-$n"
  names="$names drawn-$n"
done
[ -z "$DRAWN_UNSEEN" ] || [ -e "$WORK/drawn-unseen.json" ] || prepare --drawn "$DRAWN_UNSEEN" --as drawn-unseen

# shellcheck disable=SC2086 # a list of names
"$PYTHON" scripts/train/train.py --data "$WORK" --out "$RUN" --steps "$STEPS" --seed "$SEED" --device "$DEVICE" --workers "$WORKERS" --drawn $names
# shellcheck disable=SC2086
"$PYTHON" scripts/train/refit.py --data "$WORK" --run "$RUN" --out "$RUN/refitted" --seed "$SEED" --device "$DEVICE" --drawn $names
"$PYTHON" scripts/train/export.py --run "$RUN/refitted" --out "$OUT"
# shellcheck disable=SC2086
"$PYTHON" scripts/train/listen.py --data "$WORK" --model "$OUT" --log "$RUN/listen.jsonl" --drawn $names
DATASETS="$DATASETS" WORK="$WORK" RUN="$RUN" OUT="$OUT" PYTHON="$PYTHON" DRAWN_UNSEEN="$DRAWN_UNSEEN" sh scripts/train/measure.sh
