/// Lets a bounded number of callers through at a time: of those who wait the one whose owner has least under way, of
/// such the one whose owner has had no turn for longest, and of one owner's the first that came. So an owner with many
/// callers delays each other owner by no more than one turn.
package actor FairTurns {
    private struct Caller {
        let owner: String
        let go: CheckedContinuation<Void, Never>
    }

    private var free: Int
    private var waiting: [Caller] = []
    private var underWay: [String: Int] = [:]
    /// The number of each owner's last turn, as long as the owner has a caller here.
    private var last: [String: Int] = [:]
    private var turns = 0

    /// `count`: at a time, at least 1.
    package init(_ count: Int) { free = max(1, count) }

    /// Callers that wait.
    var queue: [String] { waiting.map(\.owner) }

    /// Returns once it is the caller's turn; to be followed by one `leave`.
    package func take(for owner: String) async {
        if free > 0 {
            free -= 1
            begin(owner)
        } else {
            await withCheckedContinuation { waiting.append(Caller(owner: owner, go: $0)) }
        }
    }

    package func leave(_ owner: String) {
        underWay[owner] = underWay[owner].flatMap { $0 > 1 ? $0 - 1 : nil }
        if underWay[owner] == nil, !waiting.contains(where: { $0.owner == owner }) { last[owner] = nil }
        let next = waiting.indices.min { rank(waiting[$0].owner) < rank(waiting[$1].owner) }
        guard let next else {
            free += 1
            return
        }
        let caller = waiting.remove(at: next)
        begin(caller.owner)
        caller.go.resume()
    }

    private func begin(_ owner: String) {
        turns += 1
        underWay[owner, default: 0] += 1
        last[owner] = turns
    }

    private func rank(_ owner: String) -> (underWay: Int, last: Int) { (underWay[owner] ?? 0, last[owner] ?? 0) }
}
