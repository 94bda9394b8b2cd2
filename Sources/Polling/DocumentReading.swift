package import HTTPTransport
package import Inspections

/// What came of one attempt to fetch and read a publication's document.
package enum DocumentReading: Sendable {
    /// `validators`: those of the document's version.
    case outcome(Outcome, validators: Validators? = nil)
    /// The document is the one whose validators were sent.
    case unchanged
    /// The publication names no document, or one on a host that may not be followed; final.
    case notFollowed(reason: String)
    /// `asked`: seconds that the publisher asks to wait; `isGone`: it says that it has no such document.
    case failed(reason: String, asked: Double?, isGone: Bool = false)
}
