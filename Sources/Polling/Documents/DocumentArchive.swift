package import Foundation
package import System

/// Where stored documents lie: in a folder beside the record, or in the record's database.
package protocol DocumentArchive: Sendable {
    /// As messages name it.
    var subject: String { get }

    /// Keeps a document, unless it is there already: all of it for good, or nothing. `now`: the age that counts.
    /// Answers the bytes that were added, as compressed.
    func write(_ bytes: [UInt8], as document: StoredDocument, at now: Date) async throws(OperationError) -> Int

    /// The document's bytes; `nil` where it is not kept.
    func read(_ sha256: String) async throws(OperationError) -> [UInt8]?

    /// Removes what is older than `keep` seconds and, where more than `most` bytes are left, the oldest until a tenth
    /// is free again. Answers the bytes that are left. `isSure`: also where most of them are too old at once; of that
    /// it is likelier that the clock is wrong, and `isDoubted` says so.
    func sweep(
        keep: Double, most: Int, at now: Date, isSure: Bool
    ) async throws(OperationError) -> (left: Int, isDoubted: Bool)

    /// Those whose digests begin with two digits, in the order of these.
    func documents(beginning prefix: String) async throws(OperationError) -> [ArchivedDocument]

    /// What is kept of one, as compressed; `nil` where it is gone.
    func file(of document: ArchivedDocument) async throws(OperationError) -> [UInt8]?

    /// Keeps what another archive has kept, as it is.
    func add(_ file: [UInt8], of document: ArchivedDocument) async throws(OperationError)
}

/// A document that is kept.
package struct ArchivedDocument: Sendable, Hashable {
    package let document: StoredDocument
    /// Seconds since 1970: the age that counts.
    package let time: Int
    /// Bytes, as compressed.
    package let size: Int
}

/// So few may well be too old all at once.
enum ArchiveDoubt {
    private static let few = 10

    /// True where it is likelier that the clock is wrong.
    static func holds(old: Int, of all: Int) -> Bool { old > few && old > all / 2 }
}

/// All documents of one archive, to another.
package struct DocumentsCopy: Sendable {
    let here: any DocumentArchive
    let there: any DocumentArchive

    package init(from here: any DocumentArchive, to there: any DocumentArchive) {
        self.here = here
        self.there = there
    }

    /// What it came to.
    package struct Outcome: Sendable, Hashable {
        /// Documents that are in both now.
        package var all = 0
        /// How many of these were there before, as of a copy that was interrupted.
        package var before = 0
        /// Documents there of which this archive knows nothing.
        package var others = 0

        package init() {}
    }

    /// Each by itself, so that an interrupted copy goes on where it was; each is read again and compared.
    package func run() async throws(OperationError) -> Outcome {
        var outcome = Outcome()
        for number in 0..<256 {
            let prefix = String(String(number + 256, radix: 16).suffix(2))
            var known = Set(try await there.documents(beginning: prefix).map(\.document.sha256))
            for document in try await here.documents(beginning: prefix) {
                guard let file = try await here.file(of: document) else { continue }
                if known.remove(document.document.sha256) != nil { outcome.before += 1 }
                try await there.add(file, of: document)
                guard try await there.file(of: document) == file else {
                    throw OperationError(
                        operation: "copy", subject: "the document \(document.document.sha256)",
                        cause: "it came out otherwise in \(there.subject)", hint: "remove it there, and copy again")
                }
                outcome.all += 1
            }
            outcome.others += known.count
        }
        return outcome
    }
}
