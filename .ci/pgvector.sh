#!/usr/bin/env bash
# pgvector for Debian's PostgreSQL: the package where this release has one, else what the next release's source package holds,
# compiled against this release's headers.
set -euo pipefail

version=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -printf '%f\n' | sort -n | tail -1)
extensions=/usr/share/postgresql/$version/extension
[ ! -f "$extensions/vector.control" ] || exit 0
! apt-get install -y -qq --no-install-recommends "postgresql-$version-pgvector" >/dev/null 2>&1 || exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
mkdir -p lists/partial cache/archives/partial headers
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Label: Debian' | head -1)
cat >next.sources <<END
Types: deb-src
URIs: $mirror
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
next=(-qq -o "Dir::Etc::sourcelist=$work/next.sources" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache")
apt-get "${next[@]}" update
apt-get "${next[@]}" source --download-only pgvector
apt-get -qq download "postgresql-server-dev-$version" libpq-dev
for package in *.deb; do dpkg -x "$package" headers; done
mkdir source
tar -xf pgvector_*.orig.tar.gz -C source --strip-components=1
cd source
include=$work/headers/usr/include/postgresql
# As its own Makefile compiles it, but for any processor.
gcc -shared -fPIC -O2 -ftree-vectorize -fassociative-math -fno-signed-zeros -fno-trapping-math \
  "-I$include/$version/server" "-I$include/internal" "-I$include" -Isrc -o vector.so src/*.c -lm
release=$(sed -n "s/^default_version = '\(.*\)'$/\1/p" vector.control)
cp vector.so "/usr/lib/postgresql/$version/lib/"
cp vector.control "$extensions/"
cp sql/vector.sql "$extensions/vector--$release.sql"
