#!/bin/sh
# Builds a package again from the commit that it was made of, in another folder, and compares: packaging/reproduce.sh PACKAGE
# What is not committed is in no package that can be built again, so it is refused. Exit 1 where the bytes differ; then it says in which files.
set -eu
package=$(realpath "$1")
cd "$(dirname "$0")/.."
if [ -n "$(git status --porcelain)" ]; then
    echo "packaging/reproduce.sh: commit or set aside your changes first" >&2
    exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Another path of another length.
place=$folder/built/somewhere-else/ratingwatch
git clone -q . "$place"
# The same versions of what is not named exactly, as the package lists them.
for resolved in Package.resolved web/Package.resolved; do cp "$resolved" "$place/$resolved"; done
make -C "$place" deb
again=$(echo "$place"/.build/deb/*.deb)
sha256sum "$package" "$again"
if cmp -s "$package" "$again"; then
    echo "built twice, in two folders: the same bytes"
    exit 0
fi
for half in first again; do mkdir "$folder/$half"; done
dpkg-deb -R "$package" "$folder/first"
dpkg-deb -R "$again" "$folder/again"
diff -rq "$folder/first" "$folder/again" >&2 || true
echo "packaging/reproduce.sh: the two packages differ" >&2
exit 1
