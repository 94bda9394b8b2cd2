import Foundation
import Inspections
import Synchronization
import Text

/// What keeps the daemon from recording or delivering, and since when; each ends as soon as it is looked at and found
/// gone.
final class Troubles: Sendable {
    struct Trouble: Codable, Hashable, Sendable {
        /// What it is about: `record`, `feed NAME`, `receiver NAME`.
        let subject: String
        let cause: String
        let since: String

        /// For people, on one line.
        var text: String { OutsideText.line("\(subject): \(cause); since \(since)") }
    }

    private struct Known {
        let cause: String
        let since: Date
    }

    private let known = Mutex<[String: Known]>([:])
    private let checked = Mutex<Date?>(nil)

    /// `cause`: why it is not as it should be; `nil` where it is. Answers what is to be said of it: a beginning or an
    /// end.
    @discardableResult
    func note(_ subject: String, _ cause: String?, at now: Date) -> String? {
        known.withLock { known in
            let before = known[subject]
            known[subject] = cause.map { Known(cause: $0, since: before?.since ?? now) }
            if let cause { return before == nil ? "\(subject): \(cause)" : nil }
            return before.map { "\(subject): all is well again; it was: \($0.cause)" }
        }
    }

    static let record = "record"
    static func subject(feed: String) -> String { "feed \(feed)" }
    static func subject(receiver: String) -> String { "receiver \(receiver)" }

    /// Forgets what is about others than these.
    func keep(_ subjects: Set<String>) { known.withLock { $0 = $0.filter { subjects.contains($0.key) } } }

    /// The file of the record was checked as a whole.
    func noteCheck(at now: Date) { checked.withLock { $0 = now } }

    /// When that was last done; `nil` for not yet.
    var recordChecked: Date? { checked.withLock { $0 } }

    /// The oldest first.
    var all: [Trouble] {
        known.withLock { known in
            known.sorted { ($0.value.since, $0.key) < ($1.value.since, $1.key) }.map {
                Trouble(subject: $0.key, cause: $0.value.cause, since: $0.value.since.iso8601)
            }
        }
    }
}
