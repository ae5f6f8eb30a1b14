#!/bin/sh
# Measures an exported model and writes its card from the figures: data/models/starter/README.md and failures.webp beside it. Nothing in the
# card is typed; every step can be run alone, and what it wrote stands in $RUN.
set -eu
cd "$(dirname "$0")/../.."

: "${DATASETS:=../shared/datasets}"
: "${WORK:=.work/train}"
: "${RUN:=.work/run}"
: "${OUT:=data/models/starter}"
: "${PYTHON:=/usr/bin/python3}"
: "${NAME:=a run}" # which run of docs/runs the weights are of
: "${DRAWN_UNSEEN:?names the folder of drawn products to measure on, of a seed that was not trained on}"
: "${SAMPLE:=1000}" # held-out products on which ways of storing the weights are compared

: "${FAST:=}" # --fast computes in bfloat16 where the processor has it, for a look in between

mkdir -p "$RUN"
# shellcheck disable=SC2086 # an option or nothing
"$PYTHON" scripts/train/evaluate.py --data "$WORK" --model "$OUT" $FAST --whole --drawn drawn-unseen --out "$RUN/figures.json" >/dev/null
# shellcheck disable=SC2086
"$PYTHON" scripts/train/confusions.py $FAST --data "$WORK" --model "$OUT" --out "$RUN/failures.json" --ids "$RUN/held-out.txt"
npx tsx scripts/train/failure-sheet.ts --failures "$RUN/failures.json" --drawn "$DRAWN_UNSEEN" --out "$OUT/failures.webp"
rm -rf "$RUN/storage"
"$PYTHON" scripts/train/storage.py --model "$OUT" --out "$RUN/storage"
npx tsx scripts/train/storage.ts --from "$DATASETS/fashion-product-images-small" --images "$DATASETS/clothing-photos/validation" \
  --ids "$RUN/held-out.txt" --folder "$RUN/storage" --sample "$SAMPLE" --out "$RUN/storage.json"
"$PYTHON" scripts/train/card.py --figures "$RUN/figures.json" --failures "$RUN/failures.json" --storage "$RUN/storage.json" --name "$NAME" \
  --out "$OUT/README.md"
