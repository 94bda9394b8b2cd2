/// What kind of evidence a judgement rests on, best first.
package enum Basis: String, Hashable, Codable, Sendable, CaseIterable {
    case report, table, press
}
