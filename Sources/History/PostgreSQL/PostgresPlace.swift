import Foundation
package import Postgres

/// A database of a server, with what it takes to be let in.
package struct PostgresPlace: Sendable, Hashable {
    package private(set) var address: PostgresAddress
    /// Holds the password on its first line; read whenever a session is opened, so that it may change.
    package let passwordFile: String?
    /// Certificates that the server's must come from.
    package let certificates: String?

    /// Path of the file that remembers which life of the database was seen last; `nil` where none does.
    package let timelineFile: String?

    /// Of whom the server's operators see that the session is; empty where it is of no daemon's machine.
    package let daemon: String

    package init(
        address: PostgresAddress, passwordFile: String? = nil, certificates: String? = nil, daemon: String = "",
        timelineFile: String? = nil
    ) {
        self.daemon = daemon
        self.timelineFile = timelineFile
        self.address = address
        self.passwordFile = passwordFile
        self.certificates = certificates
    }

    /// The same for who only reads.
    var toRead: PostgresPlace {
        var place = self
        place.address = address.toRead
        return place
    }

    /// Opens one as the record needs it: with the first server that takes it, and is no former primary.
    func session() throws -> Session {
        do {
            return try session(at: address)
        } catch let error as HistoryError where error.isFormer && address.hosts.count > 1 {
            // The one that has taken its place stands behind it.
            for one in address.each {
                if let session = try? session(at: one) { return session }
            }
            throw error
        }
    }

    private func session(at address: PostgresAddress) throws -> Session {
        let session = try Session(
            address, password: try password(), certificates: certificates,
            application: daemon.isEmpty ? "ratingwatch" : "ratingwatch@" + daemon)
        if session.serverVersion < 150_000 {
            throw HistoryError.unusable(
                address.subject, cause: "the server is older than PostgreSQL 15", hint: "upgrade the server")
        }
        // A client that stops within a transaction holds up all others: for so long at most.
        try session.send("SET idle_in_transaction_session_timeout = '5s'")
        // Whoever waits for longer ends the session that holds the lock.
        try session.send("SET lock_timeout = '60s'")
        try session.send("SET synchronous_commit = on")
        try session.settle()
        try checkOrder(session)
        if let timelineFile { try checkTimeline(session, TimelineMemory(path: timelineFile)) }
        session.form = PostgresText.statement
        return session
    }

    /// `insufficient_privilege`.
    private static let notAllowed = "42501"

    private func checkTimeline(_ session: Session, _ memory: TimelineMemory) throws {
        var timeline: ServerTimeline?
        do {
            try session.run(ServerTimeline.question) { row in
                timeline = ServerTimeline(system: row.text(0), digits: row.text(1))
                return true
            }
        } catch let error as PostgresError where error.state == PostgresPlace.notAllowed {
            // Who keeps the server for others may hide it, and sees to its primaries.
        }
        guard let timeline else { return }
        if let newest = memory.newest, timeline.isBehind(newest) {
            throw HistoryError.former(address.subject, timeline: timeline.number, newest: newest.number)
        }
        memory.keep(timeline)
    }

    private func password() throws -> String? {
        guard let passwordFile else { return nil }
        let text = try String(contentsOfFile: passwordFile, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    /// Texts are in order by their bytes, as SQLite has them: every other order would be another record.
    private func checkOrder(_ session: Session) throws {
        var isGood = false
        try session.run(
            """
            SELECT pg_encoding_to_char(encoding) = 'UTF8' AND datcollate IN ('C', 'POSIX')
                AND datctype IN ('C', 'POSIX') AND datlocprovider <> 'i'
            FROM pg_database WHERE datname = current_database()
            """
        ) { row in
            isGood = row.integer(0) == 1
            return true
        }
        if isGood { return }
        let name = address.database ?? address.user ?? "ratingwatch"
        throw HistoryError.unusable(
            address.subject, cause: "the database is not UTF8 with the collation C",
            hint:
                "make it by CREATE DATABASE \"\(name)\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    }
}
