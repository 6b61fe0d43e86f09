#!/bin/sh
# package.sh DIST VERSION OWNER/REPOSITORY: makes of the archives in DIST what package managers take: deb and rpm (with
# nfpm, which must be on the PATH), npm's packages, Homebrew's formula and Scoop's manifest; and then the checksums.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dist=$1
export VERSION="$2" REPOSITORY="$3" MAINTAINER="${3%%/*}"
SOURCE_DATE_EPOCH=$(date -d "$(sed -n 's/.*outputTimestamp>\(.*\)<.*/\1/p' "$here/../pom.xml")" +%s)
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

# linux PLATFORM ARCHITECTURE
linux() {
  export ARCH="$2"
  export ROOT="$work/$ARCH"
  mkdir -p "$ROOT/usr/share/doc/ory"
  tar -xzf "$dist/ory-$VERSION-$1.tar.gz" -C "$ROOT/usr/share/doc/ory" --strip-components 1
  # Man pages and completions are in share, each where Linux looks for it.
  for folder in bin share; do
    [ ! -d "$ROOT/usr/share/doc/ory/$folder" ] || cp -R "$ROOT/usr/share/doc/ory/$folder" "$ROOT/usr/"
    rm -rf "$ROOT/usr/share/doc/ory/$folder"
  done
  # The newest version of the C library of which it uses something.
  LIBC=$(readelf --version-info --wide "$ROOT/usr/bin/ory" | grep -o 'GLIBC_2[0-9.]*' | sort -Vu | tail -n 1)
  LIBC=${LIBC#GLIBC_}
  export LIBC
  find "$ROOT" -exec touch --date "@$SOURCE_DATE_EPOCH" {} +
  for packager in deb rpm; do
    nfpm package --config "$here/nfpm.yaml" --packager $packager --target "$dist/ory-$VERSION-$1.$packager"
  done
}
linux linux-x86_64 amd64
linux linux-arm64 arm64

"$here/npm.sh" "$dist" "$VERSION" "$REPOSITORY"

# fill FILE: with version, addresses and checksums in it.
fill() {
  sed "s|@VERSION@|$VERSION|g; s|@REPOSITORY@|$REPOSITORY|g
    s|@DOWNLOAD@|https://github.com/$REPOSITORY/releases/download/v$VERSION|g" "$1" >"$work/filled"
  sed -n 's/.*@SHA256:\([^@]*\)@.*/\1/p' "$1" | while read -r archive; do
    sum=$(sha256sum "$dist/ory-$VERSION-$archive")
    sed "s|@SHA256:$archive@|${sum%% *}|" "$work/filled" >"$work/next"
    mv "$work/next" "$work/filled"
  done
  cat "$work/filled"
}
fill "$here/homebrew.rb" >"$dist/ory.rb"
fill "$here/scoop.json" >"$dist/ory.json"

cd "$dist"
sha256sum ory* >SHA256SUMS
