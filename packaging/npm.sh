#!/bin/sh
# npm.sh DIST VERSION OWNER/REPOSITORY: makes npm's packages of the native archives in DIST, into DIST/npm. That for
# all is @OWNER/ory-cli; it depends on those for one platform each, of which npm installs the one that fits.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dist=$1
version=$2
repository=$3
name=@$(echo "${repository%%/*}" | tr '[:upper:]' '[:lower:]')/ory-cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$dist/npm"

# description ADDITION: what all package.json have in common.
description() {
  cat <<EOF
{
  "name": "$name$1",
  "version": "$version",
  "description": "Manages OAuth 2.0 clients on Ory Network and Ory Hydra",
  "license": "Apache-2.0",
  "repository": { "type": "git", "url": "git+https://github.com/$repository.git" },
  $2
}
EOF
}

dependencies=
# pack PLATFORM OS CPU ADDITION
pack() {
  folder=$work/$2-$3
  mkdir "$folder"
  if [ "$2" = win32 ]; then
    unzip -q "$dist/ory-$version-$1.zip" -d "$work"
  else
    tar -xzf "$dist/ory-$version-$1.tar.gz" -C "$work"
  fi
  mv "$work/ory-$version"/* "$folder/"
  rmdir "$work/ory-$version"
  rm "$folder/README.md"
  description "-$2-$3" "\"os\": [\"$2\"], \"cpu\": [\"$3\"]$4" >"$folder/package.json"
  npm pack --silent --pack-destination "$dist/npm" "$folder"
  dependencies="$dependencies${dependencies:+, }\"$name-$2-$3\": \"$version\""
}

pack linux-x86_64 linux x64 ', "libc": ["glibc"]'
pack linux-arm64 linux arm64 ', "libc": ["glibc"]'
pack macos-arm64 darwin arm64 ''
pack macos-x86_64 darwin x64 ''
pack windows-x86_64 win32 x64 ''

mkdir "$work/all"
cp "$here/npm/ory.js" "$here/../README.md" "$here/../LICENSE" "$work/all/"
description '' "\"bin\": { \"ory\": \"ory.js\" }, \"files\": [\"ory.js\"], \"engines\": { \"node\": \">=18\" },
  \"optionalDependencies\": { $dependencies }" >"$work/all/package.json"
npm pack --silent --pack-destination "$dist/npm" "$work/all"
