/// Names the inspection that a grade was compared with.
package struct PreviousInspection: Hashable, Codable, Sendable {
    package let start: CalendarDate?
    package let url: String?

    package init(start: CalendarDate?, url: String?) {
        self.start = start
        self.url = url
    }
}
