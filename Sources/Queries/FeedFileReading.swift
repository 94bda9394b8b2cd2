import Configuration
import Feeds
import Inspections
import System
import Text

/// The answer to `ratingwatch read` for one file.
package struct FeedFileReading: Sendable {
    /// JSON lines, each with its line break: the feed, then its publications, or what it states itself.
    package let lines: String
    /// Why single entries were left out.
    package let complaints: [String]
    package let isUnreadable: Bool

    package init(file: String, by how: FeedFileKind, base: String?, contentType: String?) {
        self = how.limits.holding { FeedFileReading(file, by: how, base: base, contentType: contentType) }
    }

    private init(_ file: String, by how: FeedFileKind, base: String?, contentType: String?) {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try FileFault.bytes(of: file)
        } catch {
            lines =
                JSONValue.object([
                    .init("feed", .null), .init("file", .string(file)),
                    .init("error", .string("the file cannot be opened: \(error); check its name and its permissions")),
                ]).text + "\n"
            complaints = []
            isUnreadable = true
            return
        }
        do throws(FeedError) {
            if let table = how.table, !FeedFileReading.isContentDocument(bytes, how.kind) {
                let reading = try TableReading(bytes, map: table, subject: file)
                lines = reading.lines(file: file).map { $0.text + "\n" }.joined()
                complaints = reading.complaints.map { "\(file): \($0)" }
                isUnreadable = false
                return
            }
            let document = try how.kind.read(
                bytes, base: base ?? how.base, contentType: contentType, page: how.page, json: how.json)
            let values =
                [document.feedLine(file: file)] + document.publications.map(\.json) + document.inspections.map(\.json)
            lines = values.map { $0.text + "\n" }.joined()
            complaints = document.complaints.map { "\(file): \($0)" }
            isUnreadable = false
        } catch {
            lines = error.feedLine(file: file).text + "\n"
            complaints = []
            isUnreadable = true
        }
    }

    /// A statistical data set lists its tables; which of them is saved and given here cannot be told by the feed.
    private static func isContentDocument(_ bytes: [UInt8], _ kind: FeedKind) -> Bool {
        kind == .govukStatistics && bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    }
}

/// How `ratingwatch read` reads files: by the name of a kind alone, or as a feed of the configuration is read.
package struct FeedFileKind: Sendable {
    let kind: FeedKind
    let page: PageMap?
    let table: ColumnMap?
    let json: JSONMap?
    /// The address that relative links are relative to, where none is given.
    let base: String?
    let limits: LimitsConfiguration

    /// The names of the kinds of feed.
    package static var names: [String] { FeedKind.allCases.map(\.rawValue) }

    /// A plain feed.
    package static var feed: FeedFileKind { FeedFileKind(.feed) }

    /// `nil` where there is no such kind.
    package init?(named name: String) {
        guard let known = WrittenName.of(name, among: FeedKind.allCases.map(\.rawValue)),
            let kind = FeedKind(rawValue: known)
        else { return nil }
        self.init(kind)
    }

    private init(_ kind: FeedKind) {
        self.kind = kind
        page = nil
        table = nil
        json = nil
        base = nil
        limits = LimitsConfiguration()
    }

    init(_ feed: FeedConfiguration, limits: LimitsConfiguration) {
        self.limits = limits
        kind = feed.kind
        page = feed.page
        table = feed.table
        json = feed.json
        base = feed.url
    }
}

extension Setup {
    /// `ratingwatch read --feed NAME`.
    package func fileKind(ofFeed name: String) throws(UnknownName) -> FeedFileKind {
        let meant = try known(feed: name)
        guard let feed = configuration.feeds.first(where: { $0.name == meant || $0.family?.name == meant }) else {
            throw UnknownName(name, of: "feed", known: feedNames)
        }
        return FeedFileKind(feed, limits: configuration.limits)
    }
}
