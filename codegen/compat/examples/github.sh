#!/bin/sh
# Installs two versions of GitHub's OpenAPI description from npm into a temporary folder and compares them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for version in "${OLD:-19.0.0}" "${NEW:-23.0.2}"; do
    (cd "$folder" && npm pack --silent "@octokit/openapi@$version" >/dev/null && mkdir "$version" &&
        tar xzf "octokit-openapi-$version.tgz" -C "$version" package/generated/api.github.com.json)
done
cd "$(dirname "$0")/.."
cargo build --release --package contract-compat --examples
cargo run --release --package contract-compat --example github -- \
    "$folder/${OLD:-19.0.0}/package/generated/api.github.com.json" "$folder/${NEW:-23.0.2}/package/generated/api.github.com.json"
