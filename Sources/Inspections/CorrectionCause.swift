/// Why what was told no longer holds.
package enum CorrectionCause: String, Hashable, Codable, Sendable {
    /// The publisher states something else now.
    case publisher
    /// The same bytes are read otherwise now.
    case reading
    /// An operator has decided so.
    case ruling
}
