import Foundation
import Inspections
import RecordSupport
import TestSupport
import Testing

@testable import History

/// The counts of the grades that stand, which are kept as these change.
@Suite struct TallyTests {
    private let history: History
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
    }

    private static let regions: [String?] = ["London", "North West", nil]
    private static let grades = ["good", "inadequate", "outstanding"]

    private static func provider(_ number: Int, region: String?) -> Provider {
        Provider(
            id: ProviderID(urn: String(number)), name: "P\(number) of \(region ?? "nowhere")", kind: "school",
            region: region)
    }

    private static func standing(_ grades: [String], of id: ProviderID) -> [StandingGrade] {
        grades.enumerated().map { place, grade in
            StandingGrade(
                provider: id, area: "area-\(place)", framework: place < 2 ? "ilacs" : "sif", grade: grade,
                day: CalendarDate.distantPast, dates: InspectionDates(start: nil, end: nil), url: nil)
        }
    }

    /// Grades that come, change and go; providers that move, appear after their grades, and are gone on for: after each
    /// step the counts are those from scratch.
    @Test(arguments: 1...6) func theyAreAlwaysThoseFromScratch(seed: UInt64) async throws {
        var dice = SeededGenerator(seed: seed)
        var stored: [Int: String] = [:]
        for _ in 1...120 {
            let number = Int.random(in: 1...12, using: &dice)
            let other = Int.random(in: 1...12, using: &dice)
            let choice = Int.random(in: 0...9, using: &dice)
            let region = Self.regions.randomElement(using: &dice) ?? nil
            let count = Int.random(in: 0...3, using: &dice)
            let grades = (0..<count).map { _ in Self.grades.randomElement(using: &dice) ?? "good" }
            let before = stored[number]
            let (after, kept, anew, listed) = try await history.write("change something") { history in
                let provider = Self.provider(number, region: region)
                var after = before
                switch choice {
                case 0...2: try history.save(provider, namedBy: .registry)
                case 3 where other != number && other > 8:
                    try history.save(predecessor: ProviderID(urn: String(other)), of: provider.id)
                default:
                    try history.save(
                        Self.standing(grades, of: provider.id), insteadOf: before, of: provider.id,
                        countedIn: history.tallyPlace(of: provider.id))
                    after = try history.rows(
                        Query("SELECT grades FROM standing_grades WHERE provider = ?", [provider.id.text])
                    ) { $0[0] as String }.first
                }
                return (after, try history.tallies(), try Self.counted(history), try Self.isListedRight(history))
            }
            stored[number] = after
            #expect(kept == anew)
            #expect(listed)
        }
        #expect(try await history.read("look") { try $0.tallies() }.contains { $0.providers > 1 })
    }

    /// The counts, made anew from the grades that stand.
    private static func counted(_ history: HistoryTransaction) throws -> [GradeTally] {
        let rated = try history.ratedProviders()
        let found = rated.isEmpty ? [:] : try history.rated(rated)
        let places = found.values.flatMap { rated in
            rated.grades.map { [rated.provider.region ?? "", $0.framework, $0.area, $0.grade] }
        }
        return Dictionary(grouping: places) { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            place, all in
            GradeTally(
                region: place[0].isEmpty ? nil : place[0], framework: place[1], area: place[2], grade: place[3],
                providers: all.count)
        }
    }

    /// Whether who is compared in a region and a framework are those who have grades there, by name.
    private static func isListedRight(_ history: HistoryTransaction) throws -> Bool {
        let rated = try history.ratedProviders()
        let found = rated.isEmpty ? [:] : try history.rated(rated)
        for region in regions.compactMap(\.self) {
            for framework in ["ilacs", "sif"] {
                let expected = found.values.filter { rated in
                    rated.provider.region == region && rated.grades.contains { $0.framework == framework }
                }.map(\.provider).sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map(\.id)
                let listed = try history.comparedProviders(region: region, framework: framework, offset: 0, limit: 100)
                if listed.providers != expected || listed.total != expected.count { return false }
            }
        }
        return true
    }

    @Test func theFrameworkOfMostProvidersComesFirst() async throws {
        let frameworks = try await history.write("fill") { history in
            for number in 1...3 {
                let provider = Self.provider(number, region: "London")
                try history.save(provider)
                try history.save(
                    Self.standing(number == 1 ? ["good", "good", "good"] : ["good"], of: provider.id), insteadOf: nil,
                    of: provider.id, countedIn: history.tallyPlace(of: provider.id))
            }
            return try history.frameworks(in: "London")
        }
        #expect(frameworks == ["ilacs", "sif"])
    }
}
