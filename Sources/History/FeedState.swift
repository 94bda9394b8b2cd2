package import Foundation

/// What is known of one feed between polls.
package struct FeedState: Sendable, Hashable {
    package let name: String
    /// The configured address.
    package var url: String
    /// The address that gave the validators, behind any redirects.
    package var validatorsURL: String?
    package var etag: String?
    package var lastModified: String?
    /// Hex SHA-256 of the last body that was read and recorded.
    package var bodyHash: String?
    /// When the baseline was recorded; `nil` before the first successful poll.
    package var baselineAt: Date?
    package var lastAttempt: Date?
    package var lastSuccess: Date?
    package var nextDue: Date?
    /// The configured interval that `nextDue` was reckoned with, seconds.
    package var everySeconds: Double?
    /// Failures in a row.
    package var failures: Int
    package var lastError: String?
    /// True once the publisher has said that the feed has ended.
    package var ended: Bool

    package init(name: String, url: String) {
        self.name = name
        self.url = url
        self.failures = 0
        self.ended = false
    }
}
