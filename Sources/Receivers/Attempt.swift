/// What came of one attempt at a delivery.
package struct Attempt: Sendable, Hashable {
    package enum Verdict: Sendable, Hashable {
        /// The receiver has it.
        case done
        /// It may have it later, not before it wishes to.
        case retry(asked: Duration? = nil, because: Trouble = .failure)
        /// The receiver will never take this alert.
        case refused
        /// The receiver wants no alert any more.
        case gone
    }

    /// What kept a receiver from taking an alert.
    package enum Trouble: Sendable, Hashable {
        case failure
        /// It says that it gets too many requests.
        case tooMany
        /// It did not answer in time.
        case tooSlow
    }

    package let verdict: Verdict
    /// Of HTTP or SMTP; `nil` where no answer came.
    package let status: Int?
    package let milliseconds: Int
    /// At most `answerLimit` bytes of what the receiver said.
    package let answer: String
    /// One readable phrase: `answered 503`.
    package let reason: String

    /// Bytes of an answer that are kept.
    package static let answerLimit = 20_000

    package init(verdict: Verdict, status: Int? = nil, milliseconds: Int = 0, answer: String = "", reason: String) {
        self.verdict = verdict
        self.status = status
        self.milliseconds = milliseconds
        self.answer = answer
        self.reason = reason
    }

    /// Something on our own side is amiss: a secret or a template cannot be read.
    init(_ error: ReceiverError) { self.init(verdict: .retry(), reason: error.description) }
}
