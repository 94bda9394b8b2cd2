import Configuration
import Foundation
import History
import Inspections

/// What a delivery waits for beside its own next attempt: a decision with its reason, for those who ask.
enum DeliveryWait: Sendable, Hashable {
    /// It is quiet at the receiver until then.
    case quiet(until: Date)
    /// It goes out together with others then.
    case digest(at: Date)

    /// `nil` where nothing else holds it.
    init?(of delivery: StoredDelivery, raisedAt raised: Date, to receiver: ReceiverConfiguration?, at now: Date) {
        guard delivery.state == .pending, let receiver else { return nil }
        self.init(
            raisedAt: delivery.isInDigest ? nil : raised, to: receiver, at: max(now, delivery.nextAttempt))
    }

    /// `raised`: when what is still to go into a digest was raised, `nil` for what is in one; `instant`: of the next attempt.
    init?(raisedAt raised: Date?, to receiver: ReceiverConfiguration, at instant: Date) {
        if let digest = receiver.digest, let raised {
            self = .digest(at: digest.first(from: raised))
            return
        }
        guard let end = receiver.quiet?.end(at: instant) else { return nil }
        self = .quiet(until: end)
    }

    var reason: String {
        switch self {
        case .quiet: "quiet"
        case .digest: "digest"
        }
    }

    /// When it ends.
    var end: Date {
        switch self {
        case .quiet(let end), .digest(let end): end
        }
    }

    func text(_ times: ReadableTime) -> String {
        switch self {
        case .quiet(let end): "quiet hours until \(times.text(end))"
        case .digest(let instant): "the digest of \(times.text(instant))"
        }
    }
}
