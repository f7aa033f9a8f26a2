#!/usr/bin/env bash
# Runs every check of the project: restore, build, format, C# tests on SQLite and PostgreSQL, client tests, browser tests.
# Installs Chromium and PostgreSQL from Debian packages where they are missing (needs root or sudo), starts a PostgreSQL
# server of its own, and ends with one line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
passed=0 failed=0 skipped=0
work=$(mktemp -d)
chmod 755 "$work"

say() { printf '\n== %s\n' "$*"; }

install_missing() {
  local packages=()
  command -v chromium >/dev/null || packages+=(chromium)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
  fc-list 2>/dev/null | grep -qi 'cjk' || packages+=(fonts-noto-cjk)
  [ ${#packages[@]} -eq 0 ] && return
  say "Installing ${packages[*]}"
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >/dev/null
}

start_postgresql() {
  local bin port owner=""
  bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | tail -1)")
  port=$(shuf -i 20000-29999 -n 1)
  mkdir -p "$work/pg"
  if [ "$(id -u)" -eq 0 ]; then # the server refuses to run as root
    id nocodecrm-test >/dev/null 2>&1 || useradd --system --no-create-home nocodecrm-test
    chown nocodecrm-test "$work/pg"
    owner="setpriv --reuid=nocodecrm-test --regid=nocodecrm-test --clear-groups"
  fi
  say "Starting PostgreSQL on port $port"
  (cd "$work/pg" && $owner "$bin/initdb" -D "$work/pg/data" -U test --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null)
  (cd "$work/pg" && $owner "$bin/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c fsync=off -c max_connections=200" start >/dev/null)
  stop_postgresql="$owner $bin/pg_ctl -D $work/pg/data -m immediate stop"
  export NOCODECRM_TEST_PG="Host=127.0.0.1;Port=$port;Username=test;Database=postgres"
}

finish() {
  [ -n "${stop_postgresql:-}" ] && (cd / && $stop_postgresql >/dev/null 2>&1) || true
  rm -rf "$work"
}
trap finish EXIT

# One check that passes or fails as a whole.
check() {
  local name=$1
  shift
  say "$name"
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    tail -60 "$work/out"
    printf 'FAILED: %s\n' "$name"
  fi
}

test_project() {
  say "$1"
  timeout 2400 dotnet test "$1" -c Release --no-build >"$work/out" 2>&1 || true
  # A real browser on a busy machine may miss a moment: those facts get one second chance, and the log says which needed it.
  if [[ $1 == *Browser.Tests* ]] && ! grep -qE 'Failed: +0, Passed: +[0-9]+' "$work/out"; then
    printf 'Not on the first run; once more. What failed:\n'
    grep -E '^ +Failed ' "$work/out" || true
    timeout 2400 dotnet test "$1" -c Release --no-build >"$work/out" 2>&1 || true
  fi
  local line
  line=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+' "$work/out" | tail -1 || true)
  if [ -z "$line" ]; then
    failed=$((failed + 1))
    tail -60 "$work/out"
    return
  fi
  local f p s
  f=$(sed -E 's/.*Failed: +([0-9]+),.*/\1/' <<<"$line")
  p=$(sed -E 's/.*Passed: +([0-9]+),.*/\1/' <<<"$line")
  s=$(sed -E 's/.*Skipped: +([0-9]+),.*/\1/' <<<"$line")
  failed=$((failed + f)) passed=$((passed + p)) skipped=$((skipped + s))
  [ "$f" -eq 0 ] || grep -vE 'SKIP|Skipped' "$work/out" | tail -120
  [ "$s" -eq 0 ] || grep -E 'Skipped|names no|not found' "$work/out" | sort | uniq -c | tail -10
  printf '%s passed, %s failed, %s skipped\n' "$p" "$f" "$s"
}

test_client() {
  say "Client tests"
  if (cd src/Web && npx vitest run --reporter=json --outputFile="$work/vitest.json" >"$work/out" 2>&1); then :; else tail -60 "$work/out"; fi
  local counts
  counts=$(node -e 'const r=JSON.parse(require("fs").readFileSync(process.argv[1]));console.log(r.numPassedTests,r.numFailedTests+(r.success||r.numFailedTests?0:1))' "$work/vitest.json" 2>/dev/null || echo "0 1")
  passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
}

install_missing
start_postgresql
say "Restoring"
dotnet restore --locked-mode
check "Build (client included)" dotnet build -c Release --no-restore
if [ "$failed" -gt 0 ]; then
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
  exit 1
fi
check "Formatting" dotnet format --verify-no-changes --no-restore --severity error
check "Client: types" npm --prefix src/Web run --silent typecheck
check "Client: lint" npm --prefix src/Web run --silent lint
check "Client: texts in both languages" npm --prefix src/Web run --silent i18n-check
test_client
for project in tests/*.Tests/*.csproj; do
  test_project "$project"
done
[ "$skipped" -eq 0 ] || printf '\n%s tests were skipped; their reasons stand above.\n' "$skipped"
printf '\n%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
