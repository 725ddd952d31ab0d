#!/usr/bin/env bash
# Builds Dex, an OpenID Connect issuer, from the Go module proxy: test/issuers/build-dex.sh FILE. Some two minutes; memory storage needs no C compiler.
set -euo pipefail
program=$(realpath -m "$1")
commit=ab64ed778070
version=v0.0.0-20260806151424-$commit
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
folder=$(go mod download -json "github.com/dexidp/dex@$version" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
cp -r "$folder" "$scratch/dex"
chmod -R u+w "$scratch/dex"
cd "$scratch/dex"
# Its own API is a module beside it, which the proxy has under the same commit.
go mod edit -dropreplace=github.com/dexidp/dex/api/v2
export CGO_ENABLED=0 GOFLAGS=-mod=mod
go get "github.com/dexidp/dex/api/v2@$commit"
go build -o "$program" ./cmd/dex
