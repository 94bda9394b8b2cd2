import Glibc
import RecordSupport
import Synchronization
import TestSupport
import Testing

@testable import History

@Suite struct GroupCommitTests {
    private struct Refusal: Error {}
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func save(_ number: Int, in history: History, failing: Bool) async -> Bool {
        do throws(HistoryError) {
            try await history.write("test") { history in
                var state = FeedState(name: "\(number)", url: "https://publisher.example/")
                try history.save(state)
                state.lastError = String(repeating: "x", count: 10000)
                try history.save(state)
                if failing { throw Refusal() }
            }
            return true
        } catch {
            return false
        }
    }

    /// The numbers whose change was acknowledged.
    private func saveSideBySide(_ numbers: Range<Int>, in history: History, failing: Set<Int> = []) async -> Set<Int> {
        await withTaskGroup(of: Int?.self) { group in
            for number in numbers {
                group.addTask {
                    await save(number, in: history, failing: failing.contains(number)) ? number : nil
                }
            }
            return await group.reduce(into: []) { done, number in if let number { done.insert(number) } }
        }
    }

    private func found(in history: History) async throws -> Set<Int> {
        try await history.read("test") { history in
            Set(try history.rows(Query("SELECT CAST(name AS INTEGER) FROM feeds")) { $0[0] as Int })
        }
    }

    @Test func aChangeThatFailsSpoilsNoneThatShareItsCommit() async throws {
        let failing = Set(stride(from: 0, to: 200, by: 7))
        let done = await saveSideBySide(
            0..<200, in: try TestRecord.open(folder.path("history.sqlite")), failing: failing)
        #expect(done == Set(0..<200).subtracting(failing))
        #expect(try await found(in: TestRecord.open(folder.path("history.sqlite"))) == done, "after a restart")
    }

    /// Keeps what is to be done until it is asked for.
    private final class Hand: Sendable {
        private let waiting = Mutex<[@Sendable () -> Void]>([])

        func take(_ work: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(work) } }

        /// How many there were.
        func letGo() -> Int {
            let works = waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
            for work in works { work() }
            return works.count
        }

        /// Lets go again and again until this is done: on a busy machine some come behind the commit of the others, and
        /// would wait for ever.
        func lettingGo<T: Sendable>(while body: @Sendable () async -> T) async -> T {
            let rest = Task { while !Task.isCancelled { await Task.yield(); _ = letGo() } }
            defer { rest.cancel() }
            return await body()
        }
    }

    @Test func whatComesAloneIsNotHeldUpAndWhatComesTogetherAsksOnce() async throws {
        let record = try TestRecord.open(folder.path("history.sqlite"))
        let hand = Hand()
        let gathering = record.sharing(.upkeep, gathering: hand.take)
        #expect(await saveSideBySide(0..<1, in: gathering, failing: []) == [0])
        #expect(hand.letGo() == 0, "one alone does not wait for others")
        // While the database is busy several come to wait, and share a commit.
        async let blocked: Void = record.write("test") { _ in usleep(500_000) }
        try await Task.sleep(for: .milliseconds(100))
        let together = await hand.lettingGo { await saveSideBySide(1..<9, in: gathering, failing: []) }
        #expect(together == Set(1..<9))
        try await blocked
        let done = Task { await saveSideBySide(9..<17, in: gathering, failing: []) }
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await found(in: record) == Set(0..<9), "they wait until whoever writes has nothing else at hand")
        #expect(hand.letGo() == 1, "one asks for all")
        let others = await hand.lettingGo { await done.value }
        #expect(others == Set(9..<17))
        #expect(try await found(in: record) == Set(0..<17))
    }

    @Test func onAFullDiskWhatIsAcknowledgedIsThereAndNothingElse() async throws {
        let path = folder.path("history.sqlite")
        let history = try History(at: .file(path))
        try await history.write("test") { try $0.run(Query("PRAGMA max_page_count = 100")) }
        let done = await saveSideBySide(0..<200, in: history)
        #expect(done.count < 200)
        #expect(try await found(in: History(at: .file(path))) == done)
    }
}
