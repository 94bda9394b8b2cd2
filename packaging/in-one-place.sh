#!/bin/sh
# Runs a command with this checkout at one path, /mnt, wherever it lies: packaging/in-one-place.sh COMMAND...
# A program that is built there is the same, byte for byte, whatever folder it was built in: the compiler writes paths, and what it derives from
# them, into build ids, hashes of modules and code. No other process sees the mount. Where it is not allowed, the command runs where the checkout is.
set -eu
cd "$(dirname "$0")/.."
if unshare --map-root-user --mount true 2>/dev/null; then
    # The shell's arguments are the command's.
    # shellcheck disable=SC2016
    exec unshare --map-root-user --mount sh -c 'mount --bind . /mnt && cd /mnt && exec "$@"' sh "$@"
fi
echo "packaging/in-one-place.sh: no namespaces here: the bytes of what is built name the folder $(pwd)" >&2
exec "$@"
