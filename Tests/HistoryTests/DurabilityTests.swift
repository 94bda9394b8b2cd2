import TestSupport
import Testing

@testable import History

@Suite struct DurabilityTests {
    /// 2 is FULL: a committed alert survives a power cut. A pool resets it when it sets up its log, so it is asked
    /// where it counts, inside a write.
    @Test func everyCommitWaitsForTheDisk() async throws {
        let folder = try TemporaryFolder()
        let history = try History(at: .file(folder.path("history.sqlite")))
        let level = try await history.write("test") { try $0.count(Query("PRAGMA synchronous")) }
        #expect(level == 2)
    }
}
