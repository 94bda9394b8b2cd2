import Foundation
import TestSupport
import Testing

/// Real tables of thousands of inspections: exactly the events that an oracle of its own works out, each once.
@Suite(.timeLimit(.minutes(20))) struct TableOracleTests {
    private static let year = "csc_inspections-in-year-2017-18.csv"
    private static let releases = [2016, 2019, 2021].map {
        "sources/ofsted-social-care-releases/provider_at_march_\($0).csv"
    }

    @Test(.enabled(if: TableOracle.has(year), "the table of a year's inspections does not lie beside this checkout"))
    func aYearOfInspectionsIsToldAsItHappened() async throws {
        let file = TableOracle.file(Self.year)
        let expected = try await TableOracle.events([file], first: "alert")[0]
        #expect(expected.filter { $0.kind == "rating-changed" }.count == 92)
        let table = try WatchedTable("social-care", keys: "first_poll: alert")
        let told = try await table.poll(Data(contentsOf: file))
        expect(told, expected)
        #expect(try await table.poll(Data(contentsOf: file)).isEmpty)
    }

    /// So many at once are held until an operator lets them go; the order of rows changes neither events nor ids.
    @Test(.enabled(if: TableOracle.has(year), "the table of a year's inspections does not lie beside this checkout"))
    func aYearThatIsListedAtOnceIsToldWhenReleased() async throws {
        let file = TableOracle.file(Self.year)
        let expected = try await TableOracle.events([file], first: "alert")[0]
        let text = try String(contentsOf: file, encoding: .utf8)
        let rows = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(rows.count > 3000)
        let head = rows.prefix(2).joined(separator: "\r\n") + "\r\n"
        var ids: [Set<String>] = []
        for order in [Array(rows.dropFirst(2)), rows.dropFirst(2).reversed()] {
            let table = try WatchedTable("social-care")
            #expect(try await table.poll(head).isEmpty)
            #expect(try await table.poll(head + order.joined(separator: "\r\n")).isEmpty)
            let told = try await table.release()
            expect(told, expected)
            ids.append(Set(told.map(\.id)))
        }
        #expect(ids[0] == ids[1])
    }

    @Test(.enabled(if: TableOracle.has(releases[0]), "the yearly releases do not lie beside this checkout"))
    func threeReleasesAreToldOneAfterTheOther() async throws {
        let files = Self.releases.map(TableOracle.file)
        let expected = try await TableOracle.events(files, first: "baseline", columns: Self.columns)
        let table = try WatchedTable(Self.map)
        var ids: Set<String> = []
        for (file, events) in zip(files, expected) {
            let told = try await table.poll(Data(contentsOf: file)) + table.release()
            expect(told, events)
            ids.formUnion(told.map(\.id))
        }
        #expect(ids.count == expected.reduce(0) { $0 + $1.count })
    }

    private func expect(
        _ told: [ToldEvent], _ expected: [TableEvent], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let (seen, due) = (Set(told.map(\.event)), Set(expected))
        #expect(seen.count == told.count, "none is told twice", sourceLocation: sourceLocation)
        #expect(told.count == expected.count, sourceLocation: sourceLocation)
        #expect(seen.subtracting(due).prefix(3).map(\.description) == [], "false", sourceLocation: sourceLocation)
        #expect(due.subtracting(seen).prefix(3).map(\.description) == [], "missing", sourceLocation: sourceLocation)
    }

    // MARK: The releases' columns, for the program and for the oracle

    private static let overall = "Overall experiences and progress of children and young people"
    private static let helped = "How well children and young people are helped and protected"
    private static let leaders = "The effectiveness of leaders and managers"

    private static let map = """
        {scheme: ofsted, provider_kind: social-care-provider, eras: [
          {provider_id: URN, name: Name, region: Government Office Region, inspections: [
            {title: full inspection, framework: sccif, number: Event number, date: Inspection date,
             published: Publication date, from: 2017-04-01, areas: {
               overall-experiences-and-progress: \(overall), helped-and-protected: \(helped),
               leaders-and-managers: \(leaders)}},
            {title: full inspection, framework: social-care-before-2017, number: Event number,
             date: Inspection date, published: Publication date, until: 2017-03-31, areas: {
               overall-effectiveness: \(overall), safeguarding: \(helped), leadership-and-management: \(leaders)}}]},
          {provider_id: URN, name: Name, region: Government Office Region, inspections: [
            {title: full inspection, framework: social-care-before-2017, number: Event number,
             date: Inspection date, until: 2017-03-31, areas: {
               overall-effectiveness: Overall effectiveness, outcomes: Outcomes for children and young people,
               quality-of-care: Quality of care, safeguarding: Safeguarding children and young people,
               leadership-and-management: Leadership and management}}]}]}
        """

    private static let columns = """
        {"provider": ["URN"], "number": ["Event number"], "date": ["Inspection date"],
         "published": ["Publication date"], "frameworks": [
          {"id": "sccif", "from": "2017-04-01", "areas": {"overall-experiences-and-progress": ["\(overall)"],
            "helped-and-protected": ["\(helped)"], "leaders-and-managers": ["\(leaders)"]}},
          {"id": "social-care-before-2017", "until": "2017-03-31", "areas": {
            "overall-effectiveness": ["Overall effectiveness", "\(overall)"],
            "safeguarding": ["Safeguarding children and young people", "\(helped)"],
            "leadership-and-management": ["Leadership and management", "\(leaders)"],
            "outcomes": ["Outcomes for children and young people"], "quality-of-care": ["Quality of care"]}}]}
        """
}
