import Feeds
import Foundation
import Inspections

/// The answer to `ratingwatch read` for one file.
package struct FeedFileReading: Sendable {
    /// JSON lines, each with its line break: the feed, then its publications.
    package let lines: String
    package let isUnreadable: Bool

    /// The names of the kinds of feed.
    package static var kinds: [String] { FeedKind.allCases.map(\.rawValue) }

    /// `nil` where there is no such kind.
    package init?(file: String, kind name: String, base: String?, contentType: String?) {
        guard let kind = FeedKind(rawValue: name) else { return nil }
        guard let bytes = FileManager.default.contents(atPath: file) else {
            lines =
                JSONValue.object([
                    .init("feed", .null), .init("file", .string(file)),
                    .init("error", .string("the file cannot be opened; check its name and its permissions")),
                ]).text + "\n"
            isUnreadable = true
            return
        }
        do throws(FeedError) {
            let document = try kind.read(Array(bytes), base: base, contentType: contentType)
            let values = [document.feedLine(file: file)] + document.publications.map(\.json)
            lines = values.map { $0.text + "\n" }.joined()
            isUnreadable = false
        } catch {
            lines = error.feedLine(file: file).text + "\n"
            isUnreadable = true
        }
    }
}
