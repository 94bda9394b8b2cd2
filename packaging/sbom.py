#!/usr/bin/env python3
"""Lists what the package's programs are made of, as CycloneDX 1.6: what is linked into them, by the versions that were resolved, and the
libraries and programs of the system that they use, by those that they were built with. The same build gives the same bytes.

Usage: sbom.py VERSION EPOCH PROGRAM... with the two Package.resolved beside it in the checkout; prints the document.
"""
import datetime
import json
import os
import re
import subprocess
import sys
import uuid

from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

CHECKOUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
# By the name under which SwiftPM resolves it. One that is missing here is refused: whoever adds a package looks at its licence.
LICENCES = {
    "grdb.swift": "MIT", "swift-argument-parser": "Apache-2.0 WITH Swift-exception", "swift-atomics": "Apache-2.0 WITH Swift-exception",
    "swift-collections": "Apache-2.0 WITH Swift-exception", "swift-log": "Apache-2.0", "swift-mustache": "Apache-2.0",
    "swift-nio": "Apache-2.0", "swift-system": "Apache-2.0 WITH Swift-exception",
}
# Linked into the tests alone.
TESTS = {"flyingfox"}
# Run as programs of their own.
PROGRAMS = ["poppler-utils"]


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ, LC_ALL="C")).stdout


def component(name, version, licence, purl, **rest):
    return Component(
        type=ComponentType.LIBRARY, name=name, version=version, bom_ref=str(purl), purl=purl,
        licenses=[LicenseExpression(licence)] if licence else [], scope=ComponentScope.REQUIRED, **rest)


def resolved():
    pins = {}
    for place in ("Package.resolved", "web/Package.resolved"):
        with open(os.path.join(CHECKOUT, place), encoding="utf-8") as file:
            for pin in json.load(file)["pins"]:
                known = pins.setdefault(pin["identity"], pin)
                if known["state"]["version"] != pin["state"]["version"]:
                    sys.exit(f"sbom.py: {pin['identity']} is resolved to two versions; remove Package.resolved and build again")
    for identity, pin in sorted(pins.items()):
        if identity in TESTS:
            continue
        if identity not in LICENCES:
            sys.exit(f"sbom.py: say in LICENCES under which licence {identity} is")
        location = pin["location"].removesuffix(".git")
        host, owner, name = location.removeprefix("https://").split("/")
        version = pin["state"]["version"]
        yield component(
            name, version, LICENCES[identity], PackageURL("swift", f"{host}/{owner}", name, version),
            external_references=[ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(location))],
            properties=[Property(name="ratingwatch:revision", value=pin["state"]["revision"]),
                        Property(name="ratingwatch:linked", value="into the programs")])


def runtime():
    version = re.search(r"Swift version (\S+)", said("swift", "--version")).group(1)
    yield component(
        "swift", version, "Apache-2.0 WITH Swift-exception", PackageURL("generic", None, "swift", version),
        description="The runtime, standard library and Foundation of Swift, with the data of ICU",
        properties=[Property(name="ratingwatch:linked", value="into the programs")])


def system(programs):
    owners = set(PROGRAMS)
    for program in programs:
        for library in re.findall(r"\(NEEDED\).*\[(.*)\]", said("readelf", "-d", program)):
            found = said("dpkg-query", "-S", f"*/{library}").splitlines()
            owners.add(found[0].split(":")[0])
    release = dict(line.rstrip("\n").split("=", 1) for line in open("/etc/os-release", encoding="utf-8") if "=" in line)
    distribution = f"{release['ID']}-{release.get('VERSION_ID', '').strip(chr(34))}"
    for owner in sorted(owners):
        version, source, architecture = said(
            "dpkg-query", "-W", "-f", "${Version}\t${source:Package}\t${Architecture}\n", owner).splitlines()[0].split("\t")
        yield component(
            owner, version, None,
            PackageURL("deb", "debian", owner, version, {"arch": architecture, "distro": distribution}),
            properties=[Property(name="ratingwatch:source-package", value=source),
                        Property(name="ratingwatch:linked", value="run" if owner in PROGRAMS else "when it starts")])


def main():
    version, epoch, programs = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    bom = Bom()
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc)
    bom.metadata.component = Component(
        type=ComponentType.APPLICATION, name="ratingwatch", version=version, bom_ref=f"ratingwatch@{version}",
        purl=PackageURL("generic", None, "ratingwatch", version))
    for part in [*resolved(), *runtime(), *system(programs)]:
        bom.components.add(part)
        bom.register_dependency(bom.metadata.component, [part])
    content = json.dumps(
        [str(part.purl) for part in sorted(bom.components, key=lambda part: str(part.purl))] + [version, epoch])
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, content)
    print(JsonV1Dot6(bom).output_as_string(indent=1))


main()
