/// One release of a table.
struct TableDocument: Sendable {
    let bytes: [UInt8]
    /// Where it was fetched from, as listed.
    let url: String
    /// What the publisher calls it; `nil` where it has no more than an address.
    let title: String?
    /// Lower-case hex.
    let sha256: String
    /// Tells this release, read by this map, from any other.
    let mark: String
}
