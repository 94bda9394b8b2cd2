/// What the comparison must know of an inspection framework. How it is printed is the business of `Reports`.
package struct Framework: Hashable, Sendable {
    /// `ilacs`.
    package let id: String
    /// The words that readers know it by.
    package let name: String
    /// Frameworks of one line follow one another for the same remit: `childrens-services`.
    package let line: String
    package let scale: Scale
    /// In the order in which they are reported.
    package let areas: [Area]
    /// Id of an earlier framework -> ids of the areas that its grades compare in.
    package let comparableFrom: [String: Set<String>]

    package init(
        id: String, name: String, line: String, scale: Scale, areas: [Area], comparableFrom: [String: Set<String>]
    ) {
        self.id = id
        self.name = name
        self.line = line
        self.scale = scale
        self.areas = areas
        self.comparableFrom = comparableFrom
    }

    package func area(_ id: String) -> Area? { areas.first { $0.id == id } }

    /// True where councils alone are inspected so, all of which the registry knows.
    package var isOnCouncils: Bool { ["childrens-services", "area-send"].contains(line) }
}

/// One area that a framework judges.
package struct Area: Hashable, Sendable {
    package let id: String
    /// The words that readers know it by: `overall effectiveness`.
    package let name: String
    /// A review of this area alone is no step in the line of inspections (`lscb-effectiveness`).
    package let standsApart: Bool
    /// The area that was graded in its place before it was split off (`children-in-care-and-care-leavers`).
    package let splitFrom: String?
    /// The last day of inspections that grade it; `nil` for one that is graded still.
    package let until: CalendarDate?

    package init(
        id: String, name: String, standsApart: Bool = false, splitFrom: String? = nil, until: CalendarDate? = nil
    ) {
        self.id = id
        self.name = name
        self.standsApart = standsApart
        self.splitFrom = splitFrom
        self.until = until
    }
}

/// A row of grades. Scales of one family compare with each other, but for two different grades of equal rank.
package struct Scale: Hashable, Sendable {
    /// `four-point`.
    package let id: String
    /// `four-point` for both four-point scales: `adequate` and `requires-improvement` stand at one rank and do not
    /// compare.
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

/// All frameworks known to this run, by id.
package struct FrameworkCatalogue: Sendable {
    private let byID: Later<[String: Framework]>

    package init(_ frameworks: [Framework]) { self.init { frameworks } }

    /// `read`: asked once, when the first framework is.
    package init(_ read: @escaping @Sendable () -> [Framework]) {
        byID = Later { Dictionary(read().map { ($0.id, $0) }, uniquingKeysWith: { _, later in later }) }
    }

    package subscript(id: String) -> Framework? { byID.value[id] }

    package var all: [Framework] { byID.value.values.sorted { $0.id < $1.id } }
}
