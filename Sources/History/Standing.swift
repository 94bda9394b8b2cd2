package import Foundation
package import Inspections

extension HistoryTransaction {
    /// The grades that stand today; `before`: how those that stood were stored, `nil` where there were none; `place`:
    /// where they are counted.
    package func save(
        _ standing: [StandingGrade], insteadOf before: String?, of provider: ProviderID, countedIn place: TallyPlace
    ) throws {
        let text = standing.isEmpty ? nil : StandingGrade.text(of: standing)
        if text == before { return }
        try tally(provider, in: place, from: before, to: standing)
        changeFacts(of: provider) { $0.standing = text }
        guard let text else {
            return try run(Query("DELETE FROM standing_grades WHERE provider = ?", [provider.text]))
        }
        try write(.standing, [provider.text, text])
    }

    package func standingGrade(of provider: ProviderID, in area: String) throws -> StandingGrade? {
        let text: String? = try value(Query("SELECT grades FROM standing_grades WHERE provider = ?", [provider.text]))
        guard let text else { return nil }
        return try StandingGrade.all(of: provider, in: text).first { $0.area == area }
    }

    /// Who has one of these grades in an area, by an inspection from that day on; in the order of their ids.
    package func standingGrades(
        _ grades: Set<String>, in area: String, since day: CalendarDate
    ) throws -> [StandingGrade] {
        try grades.sorted().flatMap { grade in
            // Finds too many rather than too few.
            let pair = JSONValue.array([.string(area), .string(grade)]).text.dropFirst().dropLast()
            return try rows(
                Query(
                    "SELECT provider, grades FROM standing_grades WHERE grades LIKE ? ORDER BY provider",
                    ["%" + pair + "%"])
            ) { row in
                try StandingGrade.all(of: ProviderID(row[0]), in: row[1])
                    .first { $0.area == area && $0.grade == grade && $0.day >= day }
            }
        }
    }
}

/// A grade that stands today in one area of a provider.
package struct StandingGrade: Sendable, Hashable {
    package let provider: ProviderID
    package let area: String
    package let framework: String
    package let grade: String
    /// The first day of the inspection, else the day of publication.
    package let day: CalendarDate
    package let dates: InspectionDates
    package let url: String?

    package init(
        provider: ProviderID, area: String, framework: String, grade: String, day: CalendarDate,
        dates: InspectionDates, url: String?
    ) {
        self.provider = provider
        self.area = area
        self.framework = framework
        self.grade = grade
        self.day = day
        self.dates = dates
        self.url = url
    }

    /// A list for each inspection, as a provider has few: its framework, day, first and last day and address, then each
    /// area with its grade behind it.
    fileprivate static func text(of standing: [StandingGrade]) -> String {
        var inspections: [(head: [String], grades: [String])] = []
        for grade in standing {
            let head = [
                grade.framework, grade.day.iso, grade.dates.start?.iso ?? "", grade.dates.end?.iso ?? "",
                grade.url ?? "",
            ]
            if let place = inspections.firstIndex(where: { $0.head == head }) {
                inspections[place].grades += [grade.area, grade.grade]
            } else {
                inspections.append((head, [grade.area, grade.grade]))
            }
        }
        var text = ""
        for (head, grades) in inspections {
            text += text.isEmpty ? "[[" : "],["
            for (index, value) in (head + grades).enumerated() {
                if index > 0 { text += "," }
                JSONValue.write(value, to: &text)
            }
        }
        return text + "]]"
    }

    /// What `LIKE` finds grades of a framework by, as they are stored.
    static func pattern(ofFramework framework: String) -> String {
        "%[" + JSONValue.string(framework).text + ",%"
    }

    static func all(of provider: ProviderID, in text: String) throws -> [StandingGrade] {
        var standing: [StandingGrade] = []
        var reader = StoredJSON(text)
        try reader.elements { reader in
            let values = try reader.texts().map { $0 ?? "" }
            guard values.count > 5, let day = CalendarDate(dayOrMonth: values[1]) else { return }
            let dates = InspectionDates(
                start: CalendarDate(dayOrMonth: values[2]), end: CalendarDate(dayOrMonth: values[3]))
            standing += stride(from: 5, to: values.count - 1, by: 2).map {
                StandingGrade(
                    provider: provider, area: values[$0], framework: values[0], grade: values[$0 + 1], day: day,
                    dates: dates, url: values[4].isEmpty ? nil : values[4])
            }
        }
        return standing
    }
}

/// A provider with the grades that stand today, as the settlement keeps them.
package struct RatedProvider: Sendable {
    package let provider: Provider
    /// In the order in which the inspections give them.
    package let grades: [StandingGrade]
    /// When a feed that has stated something of it was last read without a fault; `nil` where none was since.
    package let checked: Date?
}

/// A provider with the grades that stand today, as they are stored.
package struct StoredRatings: Sendable {
    package let provider: Provider
    fileprivate let text: String
    fileprivate let checked: Date?

    package func read() throws -> RatedProvider {
        RatedProvider(
            provider: provider, grades: try StandingGrade.all(of: provider.id, in: text), checked: checked)
    }
}

extension HistoryTransaction {
    /// Every provider that may have standing grades, by name; those that others go on for are among these. `region`:
    /// those of it alone, `nil` for all.
    package func ratedProviders(region: String? = nil) throws -> [ProviderID] {
        try rows(
            Query(
                """
                SELECT id FROM providers
                WHERE \(region == nil ? "TRUE" : "region = ?")
                    AND NOT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = id)
                ORDER BY name, id
                """, region.map { [$0] } ?? [])
        ) { ProviderID($0[0]) }
    }

    /// The standing grades of some of them, in no order.
    package func rated(_ providers: [ProviderID]) throws -> [ProviderID: RatedProvider] {
        try storedRatings(providers).mapValues { try $0.read() }
    }

    /// The same as they are stored, for who reads many, one after the other.
    package func storedRatings(_ providers: [ProviderID]) throws -> [ProviderID: StoredRatings] {
        let (marks, ids) = Query.list(providers.map(\.text))
        let found = try rows(
            Query(
                """
                SELECT providers.id, name, kind, region, grades, (
                    SELECT max(last_success) FROM publications JOIN feeds ON feeds.name = feed
                    WHERE provider_id = providers.id)
                FROM providers JOIN standing_grades ON provider = providers.id WHERE providers.id IN (\(marks))
                """, ids)
        ) { row in
            StoredRatings(
                provider: Provider(id: ProviderID(row[0]), name: row[1], kind: row[2], region: row[3]), text: row[4],
                checked: Date(seconds: row[5]))
        }
        return Dictionary(found.map { ($0.provider.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// All regions that a provider lies in, by name.
    package func regions() throws -> [String] {
        try rows(Query("SELECT DISTINCT region FROM providers WHERE region IS NOT NULL ORDER BY region")) { $0[0] }
    }
}
