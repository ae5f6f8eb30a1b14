#!/bin/sh
# Trains the starter model from the data to data/models/starter: prepare, stable phase, decay phase with drawn products, measure,
# export. Goes on where it stopped when it is run again. Every setting can be overridden from the environment.
set -eu
cd "$(dirname "$0")/../.."

: "${DATASETS:=../shared/datasets}"
: "${WORK:=.work/train}"
: "${RUN:=.work/run}"
: "${OUT:=data/models/starter}"
: "${PYTHON:=/usr/bin/python3}"
: "${STEPS:=3000}"
: "${SEED:=1}"
: "${DRAWN:=}" # folders of drawn products for training, of other seeds than the shipped catalogue
: "${DRAWN_UNSEEN:=}" # one folder of drawn products for measuring
export OMP_WAIT_POLICY=PASSIVE

prepare() { npx tsx scripts/train/prepare.ts --out "$WORK" "$@"; }
train() { "$PYTHON" scripts/train/train.py --data "$WORK" --out "$RUN" --steps "$STEPS" --seed "$SEED" --decay-from 0.55 --grow 0.75 --average 0.99 "$@"; }

[ -e "$WORK/photos-validation.json" ] || prepare --datasets "$DATASETS"
names=""
n=0
for folder in $DRAWN; do
  n=$((n + 1))
  [ -e "$WORK/drawn-$n.json" ] || prepare --drawn "$folder" --as "drawn-$n"
  names="$names drawn-$n"
done
[ -z "$DRAWN_UNSEEN" ] || [ -e "$WORK/drawn-unseen.json" ] || prepare --drawn "$DRAWN_UNSEEN" --as drawn-unseen

# Drawn products join shortly before the learning rate falls.
[ -e "$RUN/stable" ] || { train --stop-at 0.45 && touch "$RUN/stable"; }
if [ -n "$names" ]; then
  # shellcheck disable=SC2086 # a list of names
  train --mix 240 40 152 120 --drawn $names
else
  train
fi
"$PYTHON" scripts/train/export.py --run "$RUN" --out "$OUT"
DATASETS="$DATASETS" WORK="$WORK" RUN="$RUN" OUT="$OUT" PYTHON="$PYTHON" DRAWN_UNSEEN="$DRAWN_UNSEEN" sh scripts/train/measure.sh
