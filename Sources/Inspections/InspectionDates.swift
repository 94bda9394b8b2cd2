/// First and last day of an inspection; `nil` where the document does not print them (or prints no year).
package struct InspectionDates: Hashable, Codable, Sendable {
    package let start: CalendarDate?
    package let end: CalendarDate?

    package init(start: CalendarDate?, end: CalendarDate?) {
        self.start = start
        self.end = end
    }

    /// `inspection` of an alert's `data`.
    func json(framework: String?) -> JSONValue {
        .object([
            .init("framework", .string(orNull: framework)), .init("start", .string(orNull: start?.iso)),
            .init("end", .string(orNull: end?.iso)),
        ])
    }
}
