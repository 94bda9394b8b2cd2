import Inspections

/// What came of one attempt to fetch and read a publication's document.
enum DocumentReading: Sendable {
    case outcome(Outcome)
    /// The publication names no document, or one on a host that may not be followed; final.
    case notFollowed(reason: String)
    /// `asked`: seconds that the publisher asks to wait.
    case failed(reason: String, asked: Double?)
}
