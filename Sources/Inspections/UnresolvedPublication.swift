/// A publication of the same provider that may hold the preceding inspection, but could not be read yet or is in doubt.
package struct UnresolvedPublication: Hashable, Codable, Sendable {
    package enum State: String, Hashable, Codable, Sendable {
        case pending, doubtful
    }

    package let state: State
    /// Framework id, where the document has been read.
    package let framework: String?
    package let dates: InspectionDates
    package let published: CalendarDate?
    package let title: String?

    package init(
        state: State, framework: String?, dates: InspectionDates, published: CalendarDate?, title: String?
    ) {
        self.state = state
        self.framework = framework
        self.dates = dates
        self.published = published
        self.title = title
    }
}
