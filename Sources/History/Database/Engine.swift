import Foundation

/// What keeps the record: one of the databases that can, opened.
protocol Engine: Sendable {
    /// Where the record is, as messages name it.
    var subject: String { get }

    /// Runs `body` in one transaction: all of it is recorded for good when this returns, or nothing is. `share`: the
    /// part of the work that it belongs to; `gathering`: see `GroupCommit`.
    func write<T: Sendable>(
        as share: Share, gathering: GroupCommit.Gathering?, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T

    /// Runs `body` on one unchanging view.
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T

    /// Runs `body` in one transaction that may last, and waits for it on this thread: for what has the record alone.
    func writeNow<T>(_ body: (Database) throws -> T) throws -> T

    /// Runs `body` on one unchanging view, and waits for it on this thread.
    func readNow<T>(_ body: (Database) throws -> T) throws -> T

    /// Ends its use in order; nothing is asked of it any more.
    func close()

    /// True where several daemons may share it.
    var isShared: Bool { get }

    /// Takes a place in the fleet of those that share it: nothing is written before `lead` has said what it does.
    func join(_ member: FleetMember) async throws

    /// Says what this daemon is from now on, under the name that it has joined with.
    func describe(_ member: FleetMember) async throws

    /// Has `wake` called whenever another has changed something, or lets go of its part: sooner than it is looked for.
    func listen(_ wake: @escaping @Sendable () -> Void)

    /// Says anew that this daemon does what it does, and takes what is free.
    func lead() async throws -> Leadership

    /// Has others take what they wait for, but for what is still to be done here: no work on the rest is under way.
    func letGo(but duties: Duties)

    /// Lets others do at once what this one did.
    func stepDown() async throws

    /// False once another daemon may do what this one does, whether or not anybody has said so yet.
    var mayAct: Bool { get }

    /// False where another daemon may be asking that host. `source`: the host of the feed on whose behalf it is asked.
    func mayAsk(_ host: String, for source: String) async -> Bool

    /// What time it is for all that share it; `nil` where this machine's own clock counts.
    var now: Date? { get }

    /// What of its server may lose what was told already, a sentence each.
    func doubtsOfServer() async throws -> [String]

    /// Whether what is written will be found by the next start.
    var place: History.Place { get }

    /// Writes the whole record anew to where it was removed from, and goes on with that.
    func restore() async throws

    /// What is wrong with the database's own structure; empty where it is sound.
    func faults() async throws -> [String]
}

extension History {
    package enum Place: Sendable {
        case sound
        /// Nothing is at its path, or its journal is gone: what is written would be lost with the process.
        case missing
        /// Another file is at its path.
        case replaced
    }
}
