/// What readers were told, or know from a baseline, of one inspection or letter. It belongs to the statement that it
/// was told from, so that it follows an inspection whose dates or provider move.
package struct Told: Hashable, Codable, Sendable {
    package struct Area: Hashable, Codable, Sendable {
        package let area: String
        /// `nil` where it was told that the area is no longer graded.
        package let grade: String?
        package let from: String?
        /// The timeline's, also where a late alert left it out.
        package let direction: Direction?
        /// True where the comparison had to wait for another publication.
        package let waits: Bool
        /// The last alert that told of it; `nil` where none did.
        package var alert: String?
        /// Alerts before that one which told the same, and still hold; `nil` for none.
        package let earlier: [String]?

        package init(
            area: String, grade: String?, from: String?, direction: Direction?, waits: Bool, alert: String?,
            earlier: [String] = []
        ) {
            self.area = area
            self.grade = grade
            self.from = from
            self.direction = direction
            self.waits = waits
            self.alert = alert
            self.earlier = earlier.isEmpty ? nil : earlier
        }

        /// All that told it and still hold.
        package var alerts: [String] { (earlier ?? []) + [alert].compactMap(\.self) }

        func isSame(as other: Area) -> Bool {
            grade == other.grade && from == other.from && direction == other.direction
        }
    }

    package let provider: ProviderID
    /// Id of the statement that it was told from.
    package let statement: Int64
    /// `nil` for a letter.
    package let framework: String?
    package let dates: InspectionDates
    package let published: CalendarDate?
    package let sha256: String
    package let reader: String
    package var areas: [Area]
    /// Of a letter; `nil` where they were not kept.
    package let facts: [String: String]?
    /// The last alert on a letter; `nil` where none told of it.
    package let alert: String?
    /// Pairs of grades that two sources state of one area, and that readers know of.
    package var disputes: Set<String>
    /// True where a baseline listed it, so that readers did not hear of it.
    package let isBaseline: Bool
    /// Id of the alert that has told that it stands no more, empty where none did; `nil` while it stands. It is kept,
    /// for it may come to stand again.
    package var takenBackBy: String?

    package init(
        provider: ProviderID, statement: Int64, framework: String?, dates: InspectionDates, published: CalendarDate?,
        sha256: String, reader: String, areas: [Area] = [], facts: [String: String]? = nil, alert: String? = nil,
        disputes: Set<String> = [], isBaseline: Bool, takenBackBy: String? = nil
    ) {
        self.provider = provider
        self.statement = statement
        self.framework = framework
        self.dates = dates
        self.published = published
        self.sha256 = sha256
        self.reader = reader
        self.areas = areas
        self.facts = facts
        self.alert = alert
        self.disputes = disputes
        self.isBaseline = isBaseline
        self.takenBackBy = takenBackBy
    }

    /// True where no alert has told of it.
    package var isSilent: Bool { alert == nil && areas.allSatisfy { $0.alert == nil } }

    package var isTakenBack: Bool { takenBackBy != nil }

    /// What is kept in mind of what stands no more; `alert`: the one that has told so, `nil` where none did. `nil` for
    /// what is told like any other once it stands again.
    func takenBack(by alert: String?) -> Told? {
        if alert != nil, !isBaseline { return nil }
        var kept = self
        kept.takenBackBy = alert ?? ""
        return kept
    }

    /// The alert that has told that it stands no more; `nil` where none did.
    var takingBack: String? { takenBackBy.flatMap { $0.isEmpty ? nil : $0 } }
}
