/// One area that a framework judges.
package struct Area: Hashable, Sendable {
    package let id: String
    /// The words that readers know it by: `overall effectiveness`.
    package let name: String
    /// A review of this area alone is no step in the line of inspections (`lscb-effectiveness`).
    package let standsApart: Bool
    /// The area that was graded in its place before it was split off (`children-in-care-and-care-leavers`).
    package let splitFrom: String?

    package init(id: String, name: String, standsApart: Bool = false, splitFrom: String? = nil) {
        self.id = id
        self.name = name
        self.standsApart = standsApart
        self.splitFrom = splitFrom
    }
}
