package import Inspections

/// One grade as an inspection gave it, as far as it is believed today.
package struct StatedGrade: Sendable, Hashable {
    package let provider: ProviderID
    package let region: String?
    package let framework: String
    /// The first day of the inspection, else that of publication.
    package let day: CalendarDate
    package let grade: String

    package init(provider: ProviderID, region: String?, framework: String, day: CalendarDate, grade: String) {
        self.provider = provider
        self.region = region
        self.framework = framework
        self.day = day
        self.grade = grade
    }
}

extension HistoryTransaction {
    /// The last row in which anything was stated of an inspection that began before a day; 0 where nothing was.
    package func lastStatement(before day: CalendarDate) throws -> Int {
        try count(Query("SELECT coalesce(max(id), 0) FROM statements WHERE inspection_start < ?", [day.iso]))
    }

    /// What was stated of an area under these frameworks, by provider and day: the newest version of each document,
    /// without what is in doubt. A provider that was known by its name alone counts under its number. Two documents on
    /// one inspection are two.
    package func statedGrades(of area: String, frameworks: [String]) throws -> [StatedGrade] {
        let numbered = Dictionary(
            try successionPairs().filter { !$0.predecessor.isNumbered }.map { ($0.predecessor, $0.provider) },
            uniquingKeysWith: { first, _ in first })
        let stated: [(provider: ProviderID, framework: String, day: CalendarDate, grade: String)] =
            try frameworks.flatMap {
                framework in
                try rows(
                    Query(
                        """
                        SELECT provider, coalesce(inspection_start, published), grade
                        FROM statements JOIN statement_judgements ON statements.id = statement
                        WHERE area = ? AND framework = ? AND trust = 'trusted'
                            AND (ruling IS NULL OR ruling IN ('accept', 'state'))
                            AND NOT EXISTS (SELECT 1 FROM statements AS newer WHERE newer.publication = statements.publication
                                AND newer.visit = statements.visit AND newer.id > statements.id)
                        """, [area, framework])
                ) { row in
                    guard let day = (row[1] as String?).flatMap(CalendarDate.init(dayOrMonth:)) else { return nil }
                    let id = ProviderID(row[0])
                    return (numbered[id] ?? id, framework, day, row[2])
                }
            }
        var regions: [ProviderID: String] = [:]
        for id in Set(stated.map(\.provider)) { regions[id] = try provider(id)?.region }
        return stated.map {
            StatedGrade(
                provider: $0.provider, region: regions[$0.provider], framework: $0.framework, day: $0.day,
                grade: $0.grade)
        }.sorted { ($0.provider, $0.day, $0.grade) < ($1.provider, $1.day, $1.grade) }
    }
}
