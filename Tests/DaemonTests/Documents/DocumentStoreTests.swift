import Digests
import Foundation
import Inspections
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// What is kept of documents, in real files; only the time is given.
@Suite struct DocumentStoreTests {
    let folder: TemporaryFolder
    let start = Date(timeIntervalSince1970: 1_700_000_000)

    init() throws { folder = try TemporaryFolder() }

    private static let day: Double = 86400

    private func store(keep: Double = 10 * day, most: Int = 1_000_000) -> DocumentStore {
        var configuration = DocumentsConfiguration()
        configuration.keep = keep
        configuration.most = most
        return DocumentStore(
            archive: FolderArchive(DocumentFolder(path: folder.path("documents"))), configuration: configuration
        ) {
            Issue.record("\($0)")
        }
    }

    /// Nothing in it can be compressed.
    private static func document(_ number: UInt64, bytes: Int = 1000) -> [UInt8] {
        var generator = SeededGenerator(seed: number)
        return (0..<bytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    private static func outcome(
        of bytes: [UInt8], _ result: Outcome.Result = .graded, media: String = "application/pdf"
    ) -> Outcome {
        Outcome(result: result, media: media, sha256: SHA256.hex(of: bytes))
    }

    private func keep(_ bytes: [UInt8], in store: DocumentStore, daysLater: Double = 0) async {
        let now = start.addingTimeInterval(daysLater * DocumentStoreTests.day)
        await store.sweepWhenDue(at: now)
        await store.keep(bytes, of: DocumentStoreTests.outcome(of: bytes), at: now)
    }

    /// Numbers of those of the first documents that can be read.
    private func readable(_ count: UInt64) throws -> [UInt64] {
        try (0..<count).filter { number in
            let bytes = DocumentStoreTests.document(number)
            let read = try DocumentFolder(path: folder.path("documents")).read(SHA256.hex(of: bytes))
            return read == bytes
        }
    }

    private var files: [String] {
        (FileManager.default.enumerator(atPath: folder.path("documents"))?.allObjects ?? []).compactMap {
            $0 as? String
        }
        .filter { $0.contains("/") }.sorted()
    }

    @Test(arguments: [("application/pdf", "pdf"), ("text/html", "html"), ("text/plain", "txt")])
    func equalDocumentsAreOneCompressedFile(media: String, kind: String) async throws {
        let bytes = Array(String(repeating: "Requires improvement to be good. ", count: 200).utf8)
        let outcome = DocumentStoreTests.outcome(of: bytes, .ungraded, media: media)
        let store = store()
        for _ in 0..<3 { await store.keep(bytes, of: outcome, at: start) }
        #expect(files == ["\(outcome.sha256.prefix(2))/\(outcome.sha256).\(kind).gz"])
        let documents = DocumentFolder(path: folder.path("documents"))
        #expect(try documents.read(outcome.sha256) == bytes)
        let size = try FileManager.default.attributesOfItem(atPath: "\(documents.path)/\(files[0])")[.size] as? Int
        #expect(try #require(size) < bytes.count / 10)
    }

    @Test(arguments: [Outcome.Result.notAReport, .unreadable])
    func whatNothingIsRecordedOfIsNotKept(result: Outcome.Result) async {
        let bytes = DocumentStoreTests.document(0)
        await store().keep(bytes, of: DocumentStoreTests.outcome(of: bytes, result), at: start)
        #expect(files.isEmpty)
    }

    @Test func whatIsTooOldGoesOnceADay() async throws {
        let store = store()
        await keep(DocumentStoreTests.document(0), in: store)
        await keep(DocumentStoreTests.document(1), in: store, daysLater: 5)
        #expect(try readable(2) == [0, 1])
        await keep(DocumentStoreTests.document(2), in: store, daysLater: 10.5)
        #expect(try readable(3) == [1, 2])
        // The sweep was half a day ago.
        await store.sweepWhenDue(at: start.addingTimeInterval(11.4 * DocumentStoreTests.day))
        await store.sweepWhenDue(at: start.addingTimeInterval(15.5 * DocumentStoreTests.day))
        #expect(try readable(3) == [2])
    }

    @Test("A clock that says that most is too old at once is not believed at once")
    func aWrongClockRemovesNothing() async throws {
        let complaints = Mutex(0)
        var configuration = DocumentsConfiguration()
        configuration.keep = 10 * DocumentStoreTests.day
        let store = DocumentStore(
            archive: FolderArchive(DocumentFolder(path: folder.path("documents"))), configuration: configuration
        ) { _ in complaints.withLock { $0 += 1 } }
        for number in 0..<12 { await keep(DocumentStoreTests.document(UInt64(number)), in: store) }
        await store.sweepWhenDue(at: start.addingTimeInterval(3650 * DocumentStoreTests.day))
        await store.sweepWhenDue(at: start.addingTimeInterval(3652 * DocumentStoreTests.day))
        #expect(try readable(12).count == 12)
        #expect(complaints.withLock { $0 } == 1)
        await store.sweepWhenDue(at: start.addingTimeInterval(DocumentStoreTests.day))
        #expect(try readable(12).count == 12)
    }

    @Test func beyondTheCapTheOldestGo() async throws {
        let store = store(most: 5500)
        for number in [3, 1, 4, 0, 2] as [UInt64] {
            await keep(DocumentStoreTests.document(number), in: store, daysLater: Double(number) / 10)
        }
        #expect(try readable(5) == [0, 1, 2, 3, 4])
        await keep(DocumentStoreTests.document(5), in: store, daysLater: 0.6)
        #expect(try readable(6) == [2, 3, 4, 5])
        // Another run counts what is there.
        await keep(DocumentStoreTests.document(6), in: self.store(most: 4500), daysLater: 0.7)
        #expect(try readable(7) == [4, 5, 6])
    }

    @Test func keptForNoTimeNothingIsLeft() async throws {
        await keep(DocumentStoreTests.document(0), in: store())
        await keep(DocumentStoreTests.document(1), in: store(keep: 0), daysLater: 1)
        #expect(files.isEmpty)
    }

    @Test func whatAKillHasLeftGoesAndOthersFilesStay() async throws {
        let name = "ab/ab\(String(repeating: "0", count: 62)).pdf"
        for path in ["\(name).part", "\(name).txt", "ab/notes.pdf.gz", "README/ab.part"] {
            try folder.write("documents/\(path)", "x")
        }
        await store(keep: 0).sweepWhenDue(at: start)
        #expect(files == ["README/ab.part", "\(name).txt", "ab/notes.pdf.gz"].sorted())
    }

    @Test func aDamagedFileIsNamed() async throws {
        let bytes = DocumentStoreTests.document(0)
        await keep(bytes, in: store())
        try folder.write("documents/\(files[0])", "something else")
        #expect { _ = try DocumentFolder(path: folder.path("documents")).read(SHA256.hex(of: bytes)) } throws: {
            "\($0)".contains("it is damaged") && "\($0)".contains(SHA256.hex(of: bytes))
        }
    }

    /// A limit on the size of files cuts a write short as a full disk does; it holds for a whole process, hence the
    /// child.
    @Test func aFullDiskIsNamedAndLeavesNothingBehind() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let folder = try TemporaryFolder()
            let documents = DocumentFolder(path: folder.path("documents"))
            let complaints = Mutex<[String]>([])
            let store = DocumentStore(
                archive: FolderArchive(documents), configuration: DocumentsConfiguration()
            ) { complaint in
                complaints.withLock { $0.append(complaint) }
            }
            let bytes = DocumentStoreTests.document(0)
            let outcome = DocumentStoreTests.outcome(of: bytes)
            var limit = rlimit()
            try #require(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let all = limit.rlim_cur
            limit.rlim_cur = 500
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            await store.keep(bytes, of: outcome, at: Date(timeIntervalSince1970: 1_700_000_000))
            try #require(complaints.withLock(\.count) == 1)
            try #require(complaints.withLock(\.self)[0].contains("\(outcome.sha256).pdf"))
            try #require(try documents.read(outcome.sha256) == nil)
            limit.rlim_cur = all
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            await store.keep(bytes, of: outcome, at: Date(timeIntervalSince1970: 1_700_000_000))
            try #require(try documents.read(outcome.sha256) == bytes)
            try #require(complaints.withLock(\.count) == 1)
        }
    }
}
