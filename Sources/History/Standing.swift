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

    /// Keeps in mind what readers know of a provider whose news is kept back from now on, or was before; `grades`: as
    /// those that stood were stored.
    package func keep(gradesKnown grades: String?, of provider: ProviderID) throws {
        try run(
            Query(
                "INSERT INTO held_grades (provider, grades) VALUES (?, ?) ON CONFLICT (provider) DO NOTHING",
                [provider.text, grades ?? "[]"]))
    }

    /// Readers know what stands of a provider.
    package func forgetHeldGrades(of provider: ProviderID) throws {
        try run(Query("DELETE FROM held_grades WHERE provider = ?", [provider.text]))
    }

    /// What readers know of those whose news is kept back.
    package func heldGrades() throws -> [ProviderID: [StandingGrade]] {
        let held = try rows(Query("SELECT provider, grades FROM held_grades")) { row in
            let provider = ProviderID(row[0])
            return (provider, try StandingGrade.all(of: provider, in: row[1]))
        }
        return Dictionary(held, uniquingKeysWith: { first, _ in first })
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
        var text: [UInt8] = []
        for (head, grades) in inspections {
            text += (text.isEmpty ? "[[" : "],[").utf8
            for (index, value) in (head + grades).enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                JSONValue.write(value, to: &text)
            }
        }
        text += "]]".utf8
        return String(decoding: text, as: UTF8.self)
    }

    /// What `LIKE` finds grades of a framework by, as they are stored.
    static func pattern(ofFramework framework: String) -> String {
        "%[" + JSONValue.string(framework).text + ",%"
    }

    static func all(of provider: ProviderID, in text: String) throws -> [StandingGrade] {
        try StandingInspection.all(in: text).flatMap { inspection in
            inspection.grades.map {
                StandingGrade(
                    provider: provider, area: $0.area, framework: inspection.framework, grade: $0.grade,
                    day: inspection.day, dates: inspection.dates, url: inspection.url)
            }
        }
    }
}

/// The grades of one inspection that stand today.
package struct StandingInspection: Sendable {
    package let framework: String
    /// Its first day, else the day of publication.
    package let day: CalendarDate
    package let dates: InspectionDates
    package let url: String?
    package private(set) var grades: [(area: String, grade: String)]

    /// With the grade of one area alone.
    package func only(in area: String) -> StandingInspection {
        var inspection = self
        inspection.grades.removeAll { $0.area != area }
        return inspection
    }

    /// With these grades alone.
    package func only(at asked: [String]) -> StandingInspection {
        var inspection = self
        inspection.grades.removeAll { !asked.contains($0.grade) }
        return inspection
    }

    fileprivate static func all(in text: String) throws -> [StandingInspection] {
        var inspections: [StandingInspection] = []
        var reader = StoredJSON(text)
        try reader.elements { reader in
            var values: [String] = []
            values.reserveCapacity(16)
            try reader.elements { values.append(try $0.text()) }
            guard values.count > 5, let day = CalendarDate(dayOrMonth: values[1]) else { return }
            let dates = InspectionDates(
                start: CalendarDate(dayOrMonth: values[2]), end: CalendarDate(dayOrMonth: values[3]))
            inspections.append(
                StandingInspection(
                    framework: values[0], day: day, dates: dates, url: values[4].isEmpty ? nil : values[4],
                    grades: stride(from: 5, to: values.count - 1, by: 2).map { (values[$0], values[$0 + 1]) }))
        }
        return inspections
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

/// A provider with the grades that stand today, as they are stored. An object, as thousands are handed on.
package final class StoredRatings: Sendable {
    package let provider: Provider
    /// When a feed that has stated something of it was last read without a fault; `nil` where none was since.
    package let checked: Date?
    fileprivate let text: String

    fileprivate init(provider: Provider, checked: Date?, text: String) {
        self.provider = provider
        self.checked = checked
        self.text = text
    }

    /// In the order in which the provider's grades are told.
    package func inspections() throws -> [StandingInspection] { try StandingInspection.all(in: text) }
}

extension HistoryTransaction {
    /// Every provider that may have standing grades, by name; those that others go on for are among these.
    package func ratedProviders() throws -> [ProviderID] {
        try rows(
            Query("SELECT id FROM providers WHERE \(HistoryTransaction.isNobodysPredecessor) ORDER BY name, id")
        ) { ProviderID($0[0]) }
    }

    /// The same of one region.
    package func ratedProviders(region: String) throws -> [Provider] {
        // All that is asked for stands in the index of regions.
        try rows(
            Query(
                """
                SELECT id, name, kind FROM providers WHERE region = ? AND \(HistoryTransaction.isNobodysPredecessor)
                ORDER BY name, id
                """, [region])
        ) { Provider(id: ProviderID($0[0]), name: $0[1], kind: $0[2], region: region) }
    }

    private static let isNobodysPredecessor = "NOT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = id)"

    /// The standing grades of some of them, in no order.
    package func rated(_ providers: [ProviderID]) throws -> [ProviderID: RatedProvider] {
        let rated = try storedRatings(of: self.providers(providers)).map { stored in
            RatedProvider(
                provider: stored.provider, grades: try StandingGrade.all(of: stored.provider.id, in: stored.text),
                checked: stored.checked)
        }
        return Dictionary(rated.map { ($0.provider.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The same as they are stored, in the order given, for who reads many; without those of whom no grade stands.
    package func storedRatings(of providers: [Provider]) throws -> [StoredRatings] {
        var places: [ProviderID: Int] = [:]
        places.reserveCapacity(providers.count)
        for (place, provider) in providers.enumerated() { places[provider.id] = place }
        var ratings = [StoredRatings?](repeating: nil, count: providers.count)
        let (marks, ids) = Query.list(providers.map(\.id.text))
        _ = try rows(
            Query(
                """
                SELECT provider, grades, (
                    SELECT max(last_success) FROM publications JOIN feeds ON feeds.name = feed
                    WHERE provider_id = standing_grades.provider)
                FROM standing_grades WHERE provider IN (\(marks))
                """, ids)
        ) { row -> Void? in
            if let place = places[ProviderID(row[0])] {
                ratings[place] = StoredRatings(
                    provider: providers[place], checked: Date(seconds: row[2]), text: row[1])
            }
            return nil
        }
        return ratings.compactMap(\.self)
    }

    /// All regions that a provider lies in, by name.
    package func regions() throws -> [String] {
        // One after the other by the index: each of a hundred thousand providers would be looked at for a few names.
        try rows(
            Query(
                """
                WITH RECURSIVE found(name) AS (
                    SELECT min(region) FROM providers
                    UNION ALL
                    SELECT (SELECT min(region) FROM providers WHERE region > found.name) FROM found
                    WHERE found.name IS NOT NULL
                )
                SELECT name FROM found WHERE name IS NOT NULL ORDER BY name
                """)
        ) { $0[0] }
    }
}
