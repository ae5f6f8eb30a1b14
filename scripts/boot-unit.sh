#!/bin/bash
# Starts deploy/haberdasher.service on a small Debian that systemd runs, and does to it what befalls a service: a question, a reload, a
# kill, a stop. Wants root, a built project, and Debian's debootstrap and systemd-container; touches nothing outside its folder.
#
#   npm run build && sudo scripts/boot-unit.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

work=${1:-.work/unit}
root=$work/root
service=haberdasher
mkdir -p "$work"

fail() {
  echo "FAILED: $1" >&2
  inside journalctl -u "$service" --no-pager | tail -20 >&2
  exit 1
}

# A command on the machine that was started.
inside() { nsenter -t "$init" -m -u -i -n -p -- "$@"; }

shown() { inside systemctl show "$service" -p "$1" --value; }

# until_ WHAT COMMAND...: tries for half a minute.
until_() {
  local what=$1
  shift
  for _ in $(seq 60); do
    if "$@" >/dev/null 2>&1; then
      echo "ok: $what"
      return
    fi
    sleep 0.5
  done
  fail "$what"
}

answers() {
  inside node -e '
    const form = new FormData();
    form.set("line", "/find red winter coat");
    const answer = await fetch("http://127.0.0.1:3210/api/ask", { method: "POST", body: form });
    process.exit((await answer.text()).includes(`"kind":"answer"`) ? 0 : 1);' --input-type=module
}

reloaded() { inside journalctl -u "$service" --no-pager | grep -q "label sets were read again"; }

another_process() { [ "$(shown MainPID)" != "$killed" ] && answers; }

[ -x "$root/usr/bin/systemctl" ] || debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,libstdc++6 bookworm "$root"
app=$root/opt/$service
rm -rf "$app" "$root/var/lib/private/$service"
mkdir -p "$app/src/web" "$app/docs" "$root/etc/$service"
cp -L "$(command -v node)" "$root/usr/bin/node"
cp -R dist data node_modules package.json LICENSE "$app/"
cp -R src/web/page "$app/src/web/"
cp docs/deploy.md "$app/docs/"
(umask 077 && echo "WEB_PORT=3210" >"$root/etc/$service/env")
cp "deploy/$service.service" "$root/etc/systemd/system/"
systemctl --root "$root" enable "$service.service" 2>/dev/null

systemd-nspawn --quiet --boot --private-network --register=no --keep-unit --console=read-only -D "$root" >"$work/boot.log" 2>&1 </dev/null &
container=$!
trap 'kill "$container" 2>/dev/null || true; wait "$container" || true' EXIT
for _ in $(seq 60); do
  init=$(pgrep -P "$container" -x systemd || true)
  [ -n "$init" ] && inside systemctl is-system-running --wait >/dev/null 2>&1 && break
  sleep 0.5
done
[ -n "$init" ] || { cat "$work/boot.log" >&2; exit 1; }

until_ "it answers, with $(inside sh -c "systemd-analyze security $service --no-pager" | tail -1 | sed 's/^[^A-Z]*//')" answers
inside systemctl reload "$service" || fail "it is reloaded"
until_ "a reload takes in what changed" reloaded
killed=$(shown MainPID)
inside sh -c "kill -9 $killed"
until_ "killed, it comes back and answers" another_process
[ "$(shown NRestarts)" = 1 ] || fail "systemd started it once more"
inside systemctl stop "$service"
[ "$(shown Result)/$(shown ExecMainStatus)" = success/0 ] || fail "a stop ends it in good order"
echo "ok: a stop ends it in good order"
