import Foundation
import GRDB

extension FeedState {
    /// The columns, in the order of `arguments`.
    static let columns = """
        name, url, moved_to, validators_url, etag, last_modified, body_hash, baseline_at, last_attempt, last_success,
        next_due, every_seconds, asked_until, hinted_interval, skip_hours, skip_days, newest_seen, quiet, listed,
        shrunk, failures, last_error, ended, kind, map, silent_before
        """

    init(_ row: Row) {
        var columns = ColumnReader(row)
        self.init(name: columns.next(), url: columns.next())
        moves = columns.next()
        validatorsURL = columns.next()
        etag = columns.next()
        lastModified = columns.next()
        bodyHash = columns.next()
        baselineAt = Date(seconds: columns.next())
        lastAttempt = Date(seconds: columns.next())
        lastSuccess = Date(seconds: columns.next())
        nextDue = Date(seconds: columns.next())
        everySeconds = columns.next()
        askedUntil = Date(seconds: columns.next())
        hintedInterval = columns.next()
        skipHours = Set((columns.next() as String).split(separator: ",").compactMap { Int($0) })
        skipDays = Set((columns.next() as String).split(separator: ",").map(String.init))
        newestSeen = Date(seconds: columns.next())
        quiet = columns.next()
        listed = columns.next()
        shrunk = columns.next()
        failures = columns.next()
        lastError = columns.next()
        ended = columns.next()
        kind = columns.next()
        map = columns.next()
        silentBefore = Date(seconds: columns.next())
    }

    /// Where it has moved to and, behind a blank, which no address holds, where it would move if an operator confirmed it.
    private var moves: String? {
        get { unconfirmedMove.map { "\(movedTo ?? "") \($0)" } ?? movedTo }
        set {
            let parts = (newValue ?? "").split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            movedTo = parts.first.flatMap { $0.isEmpty ? nil : String($0) }
            unconfirmedMove = parts.count > 1 ? String(parts[1]) : nil
        }
    }

    /// In the order of `columns`.
    var arguments: StatementArguments {
        [
            name, url, moves, validatorsURL, etag, lastModified, bodyHash, baselineAt?.seconds, lastAttempt?.seconds,
            lastSuccess?.seconds, nextDue?.seconds, everySeconds, askedUntil?.seconds, hintedInterval,
            skipHours.sorted().map(String.init).joined(separator: ","), skipDays.sorted().joined(separator: ","),
            newestSeen?.seconds, quiet, listed, shrunk, failures, lastError, ended, kind, map,
            silentBefore?.seconds,
        ]
    }
}
