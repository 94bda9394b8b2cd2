package import FoundationEssentials

/// What a server asks for with `Retry-After` (RFC 9110, 10.2.3).
package enum RetryAfter {
    /// Zero for a date that is past; nil without the header or when it cannot be read. Capping it is the scheduler's work.
    package static func delay(_ headers: HTTPHeaders, now: Date) -> Duration? {
        guard let text = headers["Retry-After"] else { return nil }
        if let seconds = DeltaSeconds.parse(text) { return .seconds(seconds) }
        guard let date = HTTPDate.parse(text, now: now) else { return nil }
        return .seconds(max(0, date.timeIntervalSince(now).rounded(.up)))
    }
}
