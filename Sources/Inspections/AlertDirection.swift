/// Where a provider went with one report, over all its areas.
package enum AlertDirection: String, Hashable, Sendable, CaseIterable {
    case improved, declined, mixed, unchanged, none

    package init(of directions: some Sequence<Direction?>) {
        let all = Set(directions.compactMap(\.self))
        switch (all.contains(.improved), all.contains(.declined)) {
        case (true, true): self = .mixed
        case (true, false): self = .improved
        case (false, true): self = .declined
        case (false, false): self = all.contains(.unchanged) ? .unchanged : .none
        }
    }
}
