package import Foundation
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
    /// one inspection are two; but of the few of whom an operator has decided anything what follows is derived. As
    /// among the grades that stand, only the highest authority that knows a provider has the word.
    package func statedGrades(
        of area: String, frameworks: [String], by derivation: Derivation, at now: Date
    ) throws -> [StatedGrade] {
        let numbered = Dictionary(
            try successionPairs().filter { !$0.predecessor.isNumbered }.map { ($0.predecessor, $0.provider) },
            uniquingKeysWith: { first, _ in first })
        let decided = try Set(
            rows(Query("SELECT DISTINCT provider FROM statements WHERE ruling IS NOT NULL")) { ProviderID($0[0]) }
                .map { numbered[$0] ?? $0 })
        let voices = try voices(under: frameworks, numbered: numbered, among: derivation.sources)
        var stated: [(provider: ProviderID, framework: String, day: CalendarDate, grade: String)] =
            try frameworks.flatMap {
                framework in
                try rows(
                    Query(
                        """
                        SELECT provider, coalesce(inspection_start, published), grade, publication
                        FROM statements JOIN statement_judgements ON statements.id = statement
                        WHERE area = ? AND framework = ? AND trust = 'trusted'
                            AND NOT EXISTS (SELECT 1 FROM statements AS newer WHERE newer.publication = statements.publication
                                AND newer.visit = statements.visit AND newer.id > statements.id
                                AND newer.trust = 'trusted')
                        """, [area, framework])
                ) { row in
                    guard let day = (row[1] as String?).flatMap(CalendarDate.init(dayOrMonth:)) else { return nil }
                    let id = numbered[ProviderID(row[0])] ?? ProviderID(row[0])
                    guard !decided.contains(id), voices.count(row[3], on: id) else { return nil }
                    return (id, framework, day, row[2])
                }
            }
        for id in decided {
            for entry in try derivation.timeline(of: id, at: now, in: self).believed {
                let (inspection, framework) = (entry.inspection, entry.graded.framework)
                let provider = inspection.best.provider
                // What it goes on for counts as that.
                guard frameworks.contains(framework), (numbered[provider] ?? provider) == id,
                    let day = inspection.day, let grade = entry.graded.grade(of: area)
                else { continue }
                stated.append((id, framework, day, grade))
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

    /// `numbered`: under which number what is known by its name alone counts.
    private func voices(
        under frameworks: [String], numbered: [ProviderID: ProviderID], among sources: SourceDirectory
    ) throws -> Voices {
        var voices = Voices()
        for (feed, authority) in try authorities(among: sources) where authority < .official {
            let query = Query("SELECT id FROM publications WHERE feed = ?", [feed])
            for publication in try rows(query, { $0[0] as Int64 }) { voices.lower[publication] = authority }
        }
        // As nearly everywhere.
        if voices.lower.isEmpty { return voices }
        for framework in frameworks {
            let query = Query(
                "SELECT DISTINCT provider, publication FROM statements WHERE framework = ? AND trust = 'trusted'",
                [framework])
            for (name, publication) in try rows(query, { (ProviderID($0[0]), $0[1] as Int64) }) {
                voices.add(publication, on: numbered[name] ?? name)
            }
        }
        return voices
    }
}

/// Whose word counts on each provider.
private struct Voices {
    /// By publication; those that are not in it are official.
    var lower: [Int64: Authority] = [:]
    private var highest: [ProviderID: Authority] = [:]

    mutating func add(_ publication: Int64, on provider: ProviderID) {
        highest[provider] = max(highest[provider] ?? .press, lower[publication] ?? .official)
    }

    func count(_ publication: Int64, on provider: ProviderID) -> Bool {
        lower.isEmpty || lower[publication] ?? .official >= highest[provider] ?? .press
    }
}
