import System

/// Keeps heavy documents to one at a time: what one takes while it is read, and what a listing takes until it is
/// recorded, must not come together with another's.
package actor HeavyDocuments {
    private let least: Int
    /// Of reading.
    private let turns = FairTurns(1)
    /// Of holding what was read of a listing; a feed takes it once for all pages of one step.
    private let holding = FairTurns(1)
    private var holders: Set<String> = []

    /// `least`: bytes from which on a document is heavy.
    package init(fromBytes least: Int = .max) { self.least = least }

    /// Reads a body of so many bytes. `isHeld`: what comes of it is large itself, until `release`.
    nonisolated func read<Value, Failure>(
        _ bytes: Int, of feed: String, isHeld: Bool, _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        if bytes < least { return try await body() }
        if isHeld { await hold(feed) }
        await turns.take(for: feed)
        let result: Result<Value, Failure>
        do throws(Failure) { result = .success(try await body()) } catch { result = .failure(error) }
        await turns.leave(feed)
        return try result.get()
    }

    private func hold(_ feed: String) async {
        if holders.insert(feed).inserted { await holding.take(for: feed) }
    }

    /// All that was read of the feed is recorded.
    func release(_ feed: String) async {
        if holders.remove(feed) != nil { await holding.leave(feed) }
    }
}
