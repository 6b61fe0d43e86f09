#!/bin/sh
# Builds the archives of HEAD twice, in different folders, time zones and umasks, and fails where they differ.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build UMASK ZONE
build() (
  umask "$1"
  export TZ="$2"
  mkdir "$work/$1"
  git -C "$root" archive HEAD | tar -x --no-same-permissions -C "$work/$1"
  cd "$work/$1"
  ./mvnw --quiet --batch-mode --no-transfer-progress -Dmaven.test.skip package
  cd target
  sha256sum ory-*.tar.gz ory-*.zip ory-*.cdx.json
)

build 022 UTC >"$work/first"
build 077 Pacific/Auckland >"$work/second"
cat "$work/first"
diff "$work/first" "$work/second"
