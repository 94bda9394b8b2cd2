package import Foundation

/// What is known of one feed between polls.
package struct FeedState: Sendable, Hashable {
    package let name: String
    /// The configured address.
    package var url: String
    /// The kind of source; `nil` in what an older version has left.
    package var kind: String?
    /// Which map reads it, where one does; `nil` in what an older version has left.
    package var map: String?
    /// Where the publisher said that it has moved for good; `nil` while it answers where it is configured.
    package var movedTo: String?
    /// Where, on another host, the publisher says that it has moved for good, as long as no operator has confirmed it.
    package var unconfirmedMove: String?
    /// The address that gave the validators, behind any redirects.
    package var validatorsURL: String?
    package var etag: String?
    package var lastModified: String?
    /// Hex SHA-256 of the last body that was read and recorded.
    package var bodyHash: String?
    /// When the baseline was recorded; `nil` before the first successful poll.
    package var baselineAt: Date?
    /// When the feed was last read at the address that it had before; `nil` where it had no other.
    package var silentBefore: Date?
    package var lastAttempt: Date?
    package var lastSuccess: Date?
    package var nextDue: Date?
    /// The interval that `nextDue` was reckoned with, seconds.
    package var everySeconds: Double?
    /// Until when the publisher's last answer asked not to be polled.
    package var askedUntil: Date?
    /// Seconds between updates, as the document last read says.
    package var hintedInterval: Double?
    /// Hours in UTC, 0 to 23, without updates, as the document last read says.
    package var skipHours: Set<Int>
    /// English names of days without updates, as the document last read says.
    package var skipDays: Set<String>
    /// When a poll last found a publication that was not known.
    package var newestSeen: Date?
    /// True while operators know that nothing new was seen for long.
    package var quiet: Bool
    /// Publications in the last listing that had not shrunk.
    package var listed: Int?
    /// True while operators know that the listing has shrunk.
    package var shrunk: Bool
    /// Failures in a row.
    package var failures: Int
    package var lastError: String?
    /// True once the publisher has said that the feed has ended.
    package var ended: Bool

    package init(name: String, url: String) {
        self.name = name
        self.url = url
        self.skipHours = []
        self.skipDays = []
        self.quiet = false
        self.shrunk = false
        self.failures = 0
        self.ended = false
    }

    /// True until its first baseline, at whatever address.
    package var isNew: Bool { baselineAt == nil && silentBefore == nil }

    /// The address to ask.
    package var address: String { movedTo ?? url }
}
