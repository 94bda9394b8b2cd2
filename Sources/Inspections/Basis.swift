/// What kind of evidence a judgement rests on, best first.
package enum Basis: String, Hashable, Codable, Sendable, CaseIterable {
    /// What an operator has stated.
    case ruling
    case report, table, press
}
