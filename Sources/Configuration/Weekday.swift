/// A day of the week; the raw value is its English name, as feeds write it.
package enum Weekday: String, Sendable, Hashable, CaseIterable {
    case sunday = "Sunday"
    case monday = "Monday"
    case tuesday = "Tuesday"
    case wednesday = "Wednesday"
    case thursday = "Thursday"
    case friday = "Friday"
    case saturday = "Saturday"

    /// As the configuration writes it: `Sun`.
    package var shortName: String { String(rawValue.prefix(3)) }

    /// Reads `Sunday` or `Sun`, in upper or lower case; `nil` for anything else.
    init?(named name: String) {
        let day = Weekday.allCases.first {
            [$0.rawValue.lowercased(), $0.shortName.lowercased()].contains(name.lowercased())
        }
        guard let day else { return nil }
        self = day
    }

    /// The day that many whole days after 1970-01-01, a Thursday.
    package init(daysSince1970 days: Int) { self = Weekday.thursday.advanced(by: days) }

    package func advanced(by days: Int) -> Weekday { Weekday.allCases[((position + days) % 7 + 7) % 7] }

    /// This day and those after it, up to `last`, over the end of the week if need be.
    package func through(_ last: Weekday) -> [Weekday] {
        (0...((last.position - position + 7) % 7)).map(advanced)
    }

    private var position: Int { Weekday.allCases.firstIndex(of: self) ?? 0 }
}
