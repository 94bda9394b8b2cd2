import HTTPTransport
import Text

/// A version of a table or page that states inspections itself.
struct StatingSource: Sendable {
    /// Where it was fetched from: as listed, or the feed's own address without what may be secret in it.
    let url: String
    /// What the publisher calls it; `nil` where it has no more than an address.
    let title: String?
    /// Lower-case hex.
    let sha256: String
    /// `text/csv`.
    let media: String

    /// For people to read, without what may be secret in it.
    var readableName: String { title ?? RedactedAddress(ofFeed: url).text }
}
