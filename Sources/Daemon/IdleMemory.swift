import Foundation
import History
import System

/// Gives memory back to the system while the daemon waits: of what reading a configuration and polling touch, waiting
/// needs little.
struct IdleMemory: Sendable {
    /// Seconds between two times, as what is given back costs a little to get again.
    private static let interval: Double = 60

    private var lastTime: Date?
    /// True once something was done that needed memory.
    private var isUsed = true

    mutating func use() { isUsed = true }

    /// True where giving back is worth while; what follows counts from then on.
    mutating func isTime(at now: Date) -> Bool {
        if !isUsed { return false }
        if let lastTime, abs(now.timeIntervalSince(lastTime)) < IdleMemory.interval { return false }
        lastTime = now
        isUsed = false
        return true
    }

    /// What the program itself holds, and the cache of the database.
    static func giveBack(_ history: History) async throws(HistoryError) {
        try await history.read("empty the database's cache") { try $0.giveMemoryBack() }
        ProcessMemory.giveBack()
    }
}
