#!/bin/sh
# Makes a Debian package of release builds that hold the Swift runtime: packaging/deb.sh PROGRAM WEB-PROGRAM FOLDER
# Empties the folder, and says where the package is: FOLDER/ratingwatch_VERSION-1_ARCHITECTURE.deb. The same program gives the same bytes.
# SBOM_PYTHON: a Python with cyclonedx-python-lib.
set -eu
umask 022
program=$(realpath "$1")
web=$(realpath "$2")
rm -rf "$3"
mkdir -p "$3"
folder=$(realpath "$3")
cd "$(dirname "$0")/.."

version=$("$program" --version)-1
architecture=$(dpkg --print-architecture)
# What it is linked with, beside libc, as is checked below.
libraries="libcurl4, libgcc-s1, libseccomp2, libsqlite3-0, libssl3, libstdc++6, libxml2, libyaml-0-2, zlib1g"
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
root=$folder/root

put() { install -D -m "$1" "$2" "$root/$3"; }
packed() { mkdir -p "$root/$(dirname "$2")"; gzip -9n <"$1" >"$root/$2.gz"; }

put 755 "$program" usr/bin/ratingwatch
put 755 "$web" usr/bin/ratingwatch-web
strip --strip-all --remove-section=.comment --remove-section=.note "$root"/usr/bin/*
for unit in ratingwatch.service ratingwatch-web.service ratingwatch-web.socket; do
    put 644 systemd/$unit lib/systemd/system/$unit
done
put 644 systemd/ratingwatch.sysusers usr/lib/sysusers.d/ratingwatch.conf
put 644 systemd/ratingwatch.tmpfiles usr/lib/tmpfiles.d/ratingwatch.conf
put 644 packaging/ratingwatch.yaml etc/ratingwatch/ratingwatch.yaml

packed packaging/ratingwatch.1 usr/share/man/man1/ratingwatch.1
packed packaging/ratingwatch-web.8 usr/share/man/man8/ratingwatch-web.8
packed packaging/ratingwatch.yaml.5 usr/share/man/man5/ratingwatch.yaml.5
completion() {
    mkdir -p "$root/$(dirname "$2")"
    # It is sourced: a first line that names an interpreter would mislead.
    "$program" --generate-completion-script "$1" | sed '1{/^#!/d}' >"$root/$2"
}
completion bash usr/share/bash-completion/completions/ratingwatch
completion zsh usr/share/zsh/vendor-completions/_ratingwatch
completion fish usr/share/fish/vendor_completions.d/ratingwatch.fish

documents=usr/share/doc/ratingwatch
# What the programs are made of.
"${SBOM_PYTHON:-python3}" packaging/sbom.py "$version" "$epoch" "$program" "$web" >"$folder/ratingwatch.cdx.json"
put 644 "$folder/ratingwatch.cdx.json" $documents/ratingwatch.cdx.json
put 644 packaging/lintian-overrides usr/share/lintian/overrides/ratingwatch
put 644 packaging/copyright $documents/copyright
packed README.md $documents/README.md
(find docs -type f -name '*.md') | while read -r page; do put 644 "$page" "$documents/$page"; done
put 644 config/ratingwatch.yaml $documents/examples/ratingwatch.yaml
put 644 systemd/ratingwatch.logrotate $documents/examples/ratingwatch.logrotate
(cd config/examples && find . -type f) | while read -r example; do
    put 644 "config/examples/$example" "$documents/examples/$example"
done
# The newest entry is this version's, which the program alone states.
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(date -R -u -d "@$epoch")/" packaging/changelog >"$folder/changelog"
packed "$folder/changelog" $documents/changelog.Debian

for installed in "$root"/usr/bin/*; do
    LC_ALL=C readelf -dlW "$installed" >"$folder/headers"
    for property in "Flags:.*NOW" GNU_RELRO; do
        grep -q "$property" "$folder/headers" || { echo "packaging/deb.sh: $installed is not linked with $property" >&2; exit 1; }
    done
done
rm "$folder/headers"
# What is installed must be good, and must find its libraries in the packages named above.
"$program" check --config packaging/ratingwatch.yaml >/dev/null
for library in $(LC_ALL=C readelf -d "$root"/usr/bin/* | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
    owner=$(dpkg-query -S "*/$library" | sed -n '1s/:.*//p')
    case ", libc6, $libraries," in
    *", $owner,"*) ;;
    *) echo "packaging/deb.sh: $library is of $owner, on which the package does not depend" >&2; exit 1 ;;
    esac
done

mkdir -p "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: ratingwatch
Version: $version
Architecture: $architecture
Maintainer: The ratingwatch authors <ratingwatch@ratingwatch.org>
Installed-Size: $(du -k -s --apparent-size --exclude=DEBIAN "$root" | cut -f1)
Depends: libc6 (>= 2.36), $libraries, poppler-utils, ca-certificates, tzdata, systemd
Recommends: logrotate
Suggests: libpq5
Section: net
Priority: optional
Description: tells when the ratings in inspection reports change
 Watches feeds and listings for newly published inspection reports, reads the
 grades that they state, compares them with the history that it keeps, and
 raises an alert where a rating has changed. Alerts go to logs with a chain of
 hashes, to signed webhooks and by mail. Ofsted's inspections of children's
 services, schools and social care are built in; others are added as data.
END
echo /etc/ratingwatch/ratingwatch.yaml >"$root/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 "packaging/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find . -path ./DEBIAN -prune -o -type f ! -path './etc/*' -printf '%P\n' | LC_ALL=C sort |
    xargs -d '\n' md5sum) >"$root/DEBIAN/md5sums"
chmod 644 "$root/DEBIAN/md5sums" "$root/DEBIAN/conffiles" "$root/DEBIAN/control"

package=$folder/ratingwatch_${version}_$architecture.deb
SOURCE_DATE_EPOCH=$epoch dpkg-deb -Zxz -z3 --root-owner-group --build "$root" "$package" >/dev/null
rm -rf "$root" "$folder/changelog" "$folder/ratingwatch.cdx.json"
echo "$package"
