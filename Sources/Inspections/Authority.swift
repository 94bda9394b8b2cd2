/// Whose word a source's statements are, best first: that of the publisher, of one who republishes it, of one who tells of it.
package enum Authority: String, Hashable, Codable, Sendable, CaseIterable, Comparable {
    case official, secondary, press

    /// `official` is the highest.
    package static func < (a: Authority, b: Authority) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .official: 2
        case .secondary: 1
        case .press: 0
        }
    }
}
