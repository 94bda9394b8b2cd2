import Foundation

/// Which life of a database a server is in: each time a standby takes the place of its primary a new one begins. A
/// primary that comes back after that is of an earlier one, and what would be written there nobody would see.
struct ServerTimeline: Sendable, Hashable {
    /// The cluster, which a standby has in common with its primary.
    let system: String
    let number: Int64

    /// Also from a file: both, with a blank between them.
    init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, let number = Int64(parts[1]) else { return nil }
        self.init(system: String(parts[0]), number: number)
    }

    init(system: String, number: Int64) {
        self.system = system
        self.number = number
    }

    /// True for what another server has been promoted over.
    func isBehind(_ newest: ServerTimeline) -> Bool { system == newest.system && number < newest.number }

    /// Asked of a server that takes changes; of one that only reads there is none.
    static let question = """
        SELECT system_identifier, CASE WHEN pg_is_in_recovery() THEN NULL
            ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END FROM pg_control_system()
        """

    /// From the answer to `question`: hexadecimal digits, https://www.postgresql.org/docs/current/functions-admin.html
    init?(system: String, digits: String) {
        guard let number = Int64(digits, radix: 16) else { return nil }
        self.init(system: system, number: number)
    }
}

/// Remembers on this machine the newest life of the database that it has seen: the servers themselves cannot tell.
struct TimelineMemory: Sendable, Hashable {
    let path: String

    var newest: ServerTimeline? {
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { ServerTimeline($0) }
    }

    /// By the daemon; commands of users who may not write there leave it to that.
    func keep(_ timeline: ServerTimeline) {
        if timeline == newest { return }
        try? "\(timeline.system) \(timeline.number)\n".write(toFile: path, atomically: true, encoding: .utf8)
    }
}
