import Feeds
import Foundation
import Fuzzing
import Inspections

/// Feed documents of every kind and format, whole and broken.
@main
enum FeedFuzz {
    private static let base = "https://example.org/feeds/publications"
    private static let contentTypes = [
        nil, "application/xml; charset=utf-8", "text/xml; charset=iso-8859-1", "application/feed+json",
        "application/atom+xml; charset=utf-16",
    ]

    static func main() {
        FuzzDriver.run { document in
            // The length decides, so that one input always takes the same way.
            let contentType = contentTypes[document.count % contentTypes.count]
            for kind in FeedKind.allCases { read(document, as: kind, contentType: contentType) }
            return true
        }
    }

    private static func read(_ document: [UInt8], as kind: FeedKind, contentType: String?) {
        guard let feed = try? kind.read(document, base: base, contentType: contentType) else { return }
        Property.holds(!feed.format.isEmpty, "a document that was read has a format")
        Property.holds(!feed.isCut || feed.recovered, "a cut document is a broken one")
        for publication in feed.publications {
            let line = publication.json.text
            Property.holds(!line.contains(where: \.isNewline), "a publication is one line")
            Property.holds(
                (try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "a publication's line is JSON")
        }
    }
}
