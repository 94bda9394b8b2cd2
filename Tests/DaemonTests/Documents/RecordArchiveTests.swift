import Digests
import Foundation
import Inspections
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import History
@testable import Polling

/// What is kept of documents in the record's database, where every daemon that shares it reads them.
@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct RecordArchiveTests {
    private let address: PostgresAddress
    private let start = Date(timeIntervalSince1970: 1_700_000_000)
    private static let day: Double = 86400

    init() throws {
        address = try PostgresAddress(
            TestServer.schema("archive-\(UUID().uuidString)", on: try #require(TestServer.address)))
    }

    private func archive() throws -> RecordArchive {
        RecordArchive(try History(at: .postgres(PostgresPlace(address: address))), subject: "the test")
    }

    private func store(
        keep: Double = 10 * day, most: Int = 1_000_000,
        complain: @escaping @Sendable (String) -> Void = { Issue.record("\($0)") }
    ) throws -> DocumentStore {
        var configuration = DocumentsConfiguration()
        configuration.keep = keep
        configuration.most = most
        return DocumentStore(archive: try archive(), configuration: configuration, complain: complain)
    }

    /// Nothing in it can be compressed, and every byte is in it.
    private static func document(_ number: UInt64, bytes: Int = 1000) -> [UInt8] {
        var generator = SeededGenerator(seed: number)
        return Array(0...255) + (256..<bytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    private func keep(_ number: UInt64, in store: DocumentStore, daysLater: Double = 0) async {
        let now = start.addingTimeInterval(daysLater * Self.day)
        let bytes = Self.document(number)
        await store.sweepWhenDue(at: now)
        await store.keep(
            bytes, of: Outcome(result: .graded, media: "application/pdf", sha256: SHA256.hex(of: bytes)), at: now)
    }

    /// Numbers of those of the first documents that another daemon can read.
    private func readable(_ count: UInt64) async throws -> [UInt64] {
        let archive = try archive()
        var found: [UInt64] = []
        for number in 0..<count {
            let bytes = Self.document(number)
            if try await archive.read(SHA256.hex(of: bytes)) == bytes { found.append(number) }
        }
        return found
    }

    @Test(arguments: [0, 1, 255, 1000, 3_000_000])
    func anotherDaemonReadsWhatOneHasKept(size: Int) async throws {
        let bytes = Array(Self.document(7, bytes: max(size, 256)).prefix(size))
        let document = StoredDocument(sha256: SHA256.hex(of: bytes), kind: "html")
        let archive = try archive()
        #expect(try await archive.write(bytes, as: document, at: start) > 0)
        #expect(try await archive.write(bytes, as: document, at: start) == 0, "equal documents are one")
        #expect(try await self.archive().read(document.sha256) == bytes)
        #expect(try await archive.read(String(repeating: "0", count: 64)) == nil)
    }

    @Test func whatIsTooOldGoesOnceADay() async throws {
        let store = try store()
        await keep(0, in: store)
        await keep(1, in: store, daysLater: 5)
        #expect(try await readable(2) == [0, 1])
        await keep(2, in: store, daysLater: 10.5)
        #expect(try await readable(3) == [1, 2])
        await store.sweepWhenDue(at: start.addingTimeInterval(15.5 * Self.day))
        #expect(try await readable(3) == [2])
    }

    @Test func beyondTheCapTheOldestGo() async throws {
        let store = try store(most: 5500)
        for number in [3, 1, 4, 0, 2] as [UInt64] {
            await keep(number, in: store, daysLater: Double(number) / 10)
        }
        #expect(try await readable(5) == [0, 1, 2, 3, 4])
        await keep(5, in: store, daysLater: 0.6)
        #expect(try await readable(6) == [2, 3, 4, 5])
        try await keep(6, in: self.store(most: 4500), daysLater: 0.7)
        #expect(try await readable(7) == [4, 5, 6])
    }

    @Test("A clock that says that most is too old at once is not believed at once")
    func aWrongClockRemovesNothing() async throws {
        let complaints = Mutex(0)
        let store = try store { _ in complaints.withLock { $0 += 1 } }
        for number in 0..<12 { await keep(UInt64(number), in: store) }
        await store.sweepWhenDue(at: start.addingTimeInterval(3650 * Self.day))
        #expect(try await readable(12).count == 12)
        #expect(complaints.withLock { $0 } == 1)
    }

    @Test func aDamagedDocumentIsNamed() async throws {
        let store = try store()
        await keep(0, in: store)
        try Session(address).run("UPDATE ratingwatch_documents SET bytes = 'something else'")
        let sha256 = SHA256.hex(of: Self.document(0))
        let error = await #expect(throws: (any Error).self) { _ = try await archive().read(sha256) }
        #expect("\(error.map { "\($0)" } ?? "")".contains("\(sha256) in the test: it is damaged"))
    }

    @Test func aCopyTakesThemToAFolderAndBack() async throws {
        let store = try store()
        for number in 0..<20 { await keep(UInt64(number), in: store, daysLater: Double(number) / 10) }
        let folder = try TemporaryFolder()
        let files = FolderArchive(DocumentFolder(path: folder.path("documents")))
        #expect(try await DocumentsCopy(from: archive(), to: files).run().all == 20)
        try Session(address).run("DELETE FROM ratingwatch_documents")
        #expect(try await readable(20).isEmpty)
        #expect(try await DocumentsCopy(from: files, to: archive()).run().all == 20)
        #expect(try await readable(20) == Array(0..<20))
        // Their age goes along.
        try await self.store().sweepWhenDue(at: start.addingTimeInterval(10.55 * Self.day))
        #expect(try await readable(20) == Array(6..<20))
    }
}
