import Feeds
import Inspections
import Testing

/// What every kind of feed must do with any bytes whatever.
@Suite struct FeedKindConformanceTests {
    static let base = "https://reports.example/feeds/publications"

    /// Documents that each kind reads.
    private static func documents(of kind: FeedKind) -> [FeedCase] {
        switch kind {
        case .feed: FeedCase.all
        case .ofstedReports: [OfstedPages.provider]
        // A table is read by its feed's column map, and no page of attachments is a feed of publications.
        case .table, .govukStatistics: []
        case .page: [TestPages.reports]
        case .json: [TestJSON.reports]
        // The API lists locations, which state their ratings themselves.
        case .cqc: []
        }
    }

    private static func read(
        _ bytes: [UInt8], as kind: FeedKind, contentType: String? = nil
    ) throws -> FeedDocument {
        try kind.read(bytes, base: base, contentType: contentType, page: TestPages.map(), json: TestJSON.map())
    }

    @Test(arguments: FeedKind.allCases)
    func readsItsDocumentsWhole(kind: FeedKind) throws {
        for example in Self.documents(of: kind) {
            let document = try Self.read(
                Array(example.document.utf8), as: kind, contentType: example.contentType)
            #expect(document.format == example.format)
            #expect(!document.recovered && !document.ended, "\(example)")
            #expect(!document.publications.isEmpty, "\(example)")
            for publication in document.publications {
                #expect(publication.id != nil && publication.title != nil && publication.published != nil, "\(example)")
                #expect(publication.url?.hasPrefix("https://reports.example/") == true, "\(example)")
            }
        }
    }

    @Test(arguments: FeedKind.allCases)
    func refusesWhatIsNoFeedAndSaysWhatItFound(kind: FeedKind) {
        let documents = [
            "", "\u{FEFF}", "words", "{}", "[]", "null", "<a/>", "<html><title>Not found</title></html>", "%PDF-1.7",
        ]
        for document in documents {
            let error = #expect(throws: FeedError.self) { try Self.read(Array(document.utf8), as: kind) }
            #expect(error?.description.contains(Self.base) == true)
            #expect(error?.hint.isEmpty == false)
        }
    }

    @Test(arguments: FeedKind.allCases)
    func survivesEveryCutOfItsDocuments(kind: FeedKind) throws {
        for example in Self.documents(of: kind) {
            let bytes = Array(example.document.utf8)
            let whole = try Self.read(bytes, as: kind)
            for length in bytes.indices.reversed() {
                guard let cut = try? Self.read(Array(bytes[..<length]), as: kind) else { continue }
                #expect(cut == whole || cut.recovered, "\(example) cut at \(length)")
                #expect(cut.publications == whole.publications, "\(example) cut at \(length)")
            }
        }
    }

    @Test(arguments: FeedKind.allCases)
    func survivesEveryByteGoneWrong(kind: FeedKind) {
        for example in Self.documents(of: kind) {
            let bytes = Array(example.document.utf8)
            for (index, wrong) in zip(bytes.indices, [UInt8]("<>&\"\0\u{FF}/]".utf8).cycled(bytes.count)) {
                var broken = bytes
                broken[index] = wrong
                let document = try? Self.read(broken, as: kind)
                #expect((document?.publications.count ?? 0) <= 2)
            }
        }
    }

    @Test(arguments: FeedKind.allCases)
    func readsTheSameAgain(kind: FeedKind) async throws {
        for example in Self.documents(of: kind) {
            let bytes = Array(example.document.utf8)
            let documents = try await withThrowingTaskGroup(of: FeedDocument.self) { group in
                for _ in 0..<16 { group.addTask { try Self.read(bytes, as: kind) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(documents.count == 1)
        }
    }
}

extension [UInt8] {
    fileprivate func cycled(_ count: Int) -> [UInt8] { (0..<count).map { self[$0 % self.count] } }
}
