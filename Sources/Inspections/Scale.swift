/// A row of grades. Scales of one family compare with each other, but for two different grades of equal rank.
package struct Scale: Hashable, Sendable {
    /// `four-point`.
    package let id: String
    /// `four-point` for both four-point scales: `adequate` and `requires-improvement` stand at one rank and do not compare.
    package let family: String
    /// Grade id -> rank, higher is better. `not-judged` has none.
    package let ranks: [String: Int]
    /// Grade id -> the words that readers know it by: `requires improvement`.
    package let names: [String: String]
    /// How documents print a grade, in lower case -> grade id.
    package let printed: [String: String]

    package init(
        id: String, family: String, ranks: [String: Int], names: [String: String], printed: [String: String] = [:]
    ) {
        self.printed = printed
        self.id = id
        self.family = family
        self.ranks = ranks
        self.names = names
    }
}
