import Foundation
import HTTPTransport

/// How long a publisher asks to be left alone: the longer of `Retry-After` and the answer's own freshness.
enum AskedWait {
    /// Seconds; `nil` where the publisher asks nothing.
    static func seconds(_ headers: HTTPHeaders, now: Date) -> Double? {
        [RetryAfter.delay(headers, now: now), HTTPFreshness.remaining(headers, now: now)]
            .compactMap(\.self).map { $0 / .seconds(1) }.max()
    }
}
