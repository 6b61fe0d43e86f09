#!/bin/sh
# What action.yml runs: downloads, verifies and unpacks release VERSION of REPOSITORY, and adds it to the job's PATH.
set -eu

fail() {
  echo "::error::$1"
  exit 1
}

release=${VERSION#v}
case $release in
  *.*.*) ;;
  *) fail "'$VERSION' is no version of ory: give one, such as 1.2.3, as the input 'version'" ;;
esac
case $RUNNER_OS-$RUNNER_ARCH in
  Linux-X64) platform=linux-x86_64 ;;
  Linux-ARM64) platform=linux-arm64 ;;
  macOS-X64) platform=macos-x86_64 ;;
  macOS-ARM64) platform=macos-arm64 ;;
  Windows-X64) platform=windows-x86_64 ;;
  *) fail "there is no executable of ory for $RUNNER_OS on $RUNNER_ARCH" ;;
esac
archive=ory-$release-$platform.tar.gz

cd "$RUNNER_TEMP"
for file in "$archive" SHA256SUMS; do
  url=$GITHUB_SERVER_URL/$REPOSITORY/releases/download/v$release/$file
  curl --fail --silent --show-error --location --retry 3 --output "$file" "$url" || fail "cannot download $url"
done
expected=$(awk -v file="$archive" '$2 == file || $2 == "*" file { print $1 }' SHA256SUMS)
if command -v sha256sum >/dev/null; then
  actual=$(sha256sum <"$archive")
else
  actual=$(shasum -a 256 <"$archive")
fi
[ -n "$expected" ] && [ "${actual%% *}" = "$expected" ] || fail "$archive has not the expected SHA-256: not used"

tar -xzf "$archive"
rm "$archive" SHA256SUMS
echo "$RUNNER_TEMP/ory-$release/bin" >>"$GITHUB_PATH"
