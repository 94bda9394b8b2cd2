import Foundation
import TestSupport
import Testing

/// What publishers of tables do to their rows: readers hear of what changed, once, and of nothing else.
@Suite(.timeLimit(.minutes(5))) struct TableFaultTests {
    private static let map = """
        {dates: dmy, scheme: ofsted, provider_id: URN, name: Name, framework: sccif, number: Event number, date: Inspection date,
         published: Publication date, areas: {overall-experiences-and-progress: Overall,
           helped-and-protected: Helped, leaders-and-managers: Leaders}}
        """
    private static let unnumbered = map.replacing(" number: Event number,", with: "")
    private static let onlyOverall = map.replacing(
        "overall-experiences-and-progress: Overall,\n   helped-and-protected: Helped, leaders-and-managers: Leaders",
        with: "overall-experiences-and-progress: Overall")
    private static let grades: [Character: String] = [
        "o": "Outstanding", "g": "Good", "r": "Requires improvement to be good", "i": "Inadequate", "-": "",
    ]

    /// `grades`: overall, helped, leaders.
    private func row(
        _ provider: String, _ number: String, _ start: String, _ grades: String, published: String = ""
    ) -> String {
        let day = start.split(separator: "-").reversed().joined(separator: "/")
        let cells = grades.map { Self.grades[$0] ?? "" }.joined(separator: ",")
        return "\(provider),Home \(provider),\(number),\(day),\(published),\(cells)"
    }

    private func table(_ rows: String...) -> String {
        (["URN,Name,Event number,Inspection date,Publication date,Overall,Helped,Leaders"] + rows)
            .joined(separator: "\n") + "\n"
    }

    private func lines(_ told: [ToldEvent]) -> [String] { told.map(\.event.description).sorted() }

    // MARK: Numbers

    @Test func oneNumberOnTheRowsOfTwoProvidersIsTwoInspections() async throws {
        let watched = try WatchedTable(Self.map)
        let (north, south) = (row("SC1", "1", "2018-03-12", "ggr"), row("SC2", "2", "2018-05-14", "ggg"))
        _ = try await watched.poll(table(north, south))
        let told = try await watched.poll(
            table(row("SC1", "9", "2022-05-23", "ggg"), row("SC2", "9", "2022-05-23", "grg")))
        #expect(
            lines(told) == [
                "rating-changed SC1 2022-05-23 improved helped-and-protected:good>good "
                    + "leaders-and-managers:requires-improvement>good overall-experiences-and-progress:good>good",
                "rating-changed SC2 2022-05-23 declined helped-and-protected:good>requires-improvement "
                    + "leaders-and-managers:good>good overall-experiences-and-progress:good>good",
            ])
    }

    @Test(arguments: ["TBC", "0", "", "n/a"])
    func aWordThatStandsForNoNumberJoinsNothing(number: String) async throws {
        let watched = try WatchedTable(Self.map)
        let first = row("SC1", number, "2021-03-01", "ggg")
        _ = try await watched.poll(table(first))
        let told = try await watched.poll(
            table(
                row("SC1", number, "2023-03-01", "rgg"), first, row("SC2", number, "2023-03-01", "iii"),
                row("SC1", number, "2023-03-20", "igg")))
        #expect(
            told.map(\.event).map { "\($0.kind) \($0.provider) \($0.start ?? "") \($0.direction ?? "")" }.sorted() == [
                "inspection-published SC2 2023-03-01 none", "rating-changed SC1 2023-03-01 declined",
                "rating-changed SC1 2023-03-20 declined",
            ])
    }

    @Test func theProviderOfANumberedRowIsPutRight() async throws {
        let watched = try WatchedTable(Self.map)
        let (one, two) = (row("SC1", "1", "2021-03-01", "ggg"), row("SC2", "2", "2020-03-01", "ggg"))
        _ = try await watched.poll(table(one, two))
        let wrong = try await watched.poll(table(one, two, row("SC1", "3", "2023-03-01", "rgg")))
        let told = try await watched.poll(table(row("SC2", "3", "2023-03-01", "rgg"), one, two))
        #expect(told.map(\.event.kind).sorted() == ["rating-changed", "rating-corrected"])
        let taken = try #require(told.first { $0.event.kind == "rating-corrected" })
        #expect(taken.event.provider == "SC1")
        #expect(taken.movedTo == "ofsted:SC2")
        #expect(taken.voids == wrong.map(\.id))
        #expect(taken.event.judgements.allSatisfy { $0.to == nil && $0.was != nil })
        #expect(try await watched.history(of: "SC1").count == 1)
        #expect(try await watched.history(of: "SC2").count == 2)
    }

    // MARK: Order

    @Test func rowsInAnyOrderTellTheSame() async throws {
        let rows = [
            row("SC1", "", "2014-07-08", "ggg"), row("SC1", "", "2017-05-10", "rgg"),
            row("SC1", "", "2019-03-12", "igg"),
        ]
        var all: [[String: String]] = []
        for order in [[2, 1, 0], [0, 1, 2], [1, 2, 0]] {
            let watched = try WatchedTable(Self.unnumbered)
            _ = try await watched.poll(table(rows[0]))
            let told = try await watched.poll(table(rows[order[0]], rows[order[1]], rows[order[2]]))
            all.append(Dictionary(told.map { ($0.event.description, $0.id) }, uniquingKeysWith: { a, _ in a }))
        }
        let rest = "helped-and-protected:good>good leaders-and-managers:good>good overall-experiences-and-progress"
        #expect(
            all[0].keys.sorted() == [
                "rating-changed SC1 2017-05-10 declined \(rest):good>requires-improvement",
                "rating-changed SC1 2019-03-12 declined \(rest):requires-improvement>inadequate",
            ])
        #expect(all[1] == all[0])
        #expect(all[2] == all[0])
    }

    @Test func itemsOfAPageInAnyOrderTellTheSame() async throws {
        let map = """
            {item: "//li", link: "a/@href", title: a, provider: a, provider_id: b, date: i, framework: sccif,
             areas: {overall-experiences-and-progress: u}}
            """
        let items = [("8 July 2014", "Good"), ("10 May 2017", "Requires improvement"), ("12 March 2019", "Inadequate")]
            .map { "<li><a href='/\($0.0.suffix(4))'>Elm House</a><b>SC1</b><i>\($0.0)</i><u>\($0.1)</u></li>" }
        var all: [[String]] = []
        for order in [[2, 1, 0], [0, 1, 2]] {
            let watched = try WatchedTable(map, name: "page.html", kind: "page")
            func page(_ places: [Int]) -> String {
                "<!DOCTYPE html><html><body><ul>\(places.map { items[$0] }.joined())</ul></body></html>"
            }
            _ = try await watched.poll(page([0]))
            let told = try await watched.poll(page(order))
            all.append(told.map { "\($0.event.description) \($0.id)" })
        }
        #expect(all[0].count == 2)
        #expect(all[0].first?.hasPrefix("rating-changed SC1 2017-05-10 declined") == true)
        #expect(all[1] == all[0])
    }

    // MARK: Cells

    @Test func aGradeThatIsFilledInLaterIsTold() async throws {
        let watched = try WatchedTable(Self.map)
        _ = try await watched.poll(table(row("SC1", "1", "2021-03-01", "grg"), row("SC2", "2", "2021-03-01", "rg-")))
        let first = try await watched.poll(
            table(row("SC1", "3", "2023-03-01", "g--"), row("SC2", "2", "2021-03-01", "rg-")))
        let told = try await watched.poll(
            table(row("SC1", "3", "2023-03-01", "gig"), row("SC2", "2", "2021-03-01", "rgi")))
        #expect(
            lines(told) == [
                "inspection-published SC2 2021-03-01 none leaders-and-managers:->inadequate",
                "rating-changed SC1 2023-03-01 declined helped-and-protected:requires-improvement>inadequate "
                    + "leaders-and-managers:good>good",
            ])
        #expect(told.first { $0.event.provider == "SC1" }?.follows == first.first?.id)
        // An emptied cell takes nothing back.
        #expect(try await watched.poll(table(row("SC1", "3", "2023-03-01", "g-g"))).isEmpty)
    }

    @Test func oneMoreAreaInTheMapMakesNothingLateAndTellsNothingFalse() async throws {
        let watched = try WatchedTable(Self.onlyOverall)
        let rows = table(row("SC1", "1", "2021-03-01", "ggg"), row("SC1", "2", "2023-03-01", "rig"))
        #expect(try await watched.poll(rows).isEmpty)
        let old = try String(contentsOfFile: watched.run.configuration, encoding: .utf8)
        #expect(old.contains(Self.onlyOverall))
        try old.replacing(Self.onlyOverall, with: Self.map)
            .write(toFile: watched.run.configuration, atomically: true, encoding: .utf8)
        #expect(try await watched.poll(rows).isEmpty)
        #expect(
            try await watched.history(of: "SC1").last == "2023-03-01 helped-and-protected:inadequate "
                + "leaders-and-managers:good overall-experiences-and-progress:requires-improvement")
    }

    @Test func anotherNameOfTheSameGradeIsNoNews() async throws {
        let watched = try WatchedTable(
            """
            {dates: dmy, scheme: ofsted, provider_id: URN, name: Name, framework: social-care-before-2017, number: Event number,
             date: Inspection date, areas: {overall-effectiveness: Overall, safeguarding: Helped}}
            """, keys: "first_poll: alert")
        let head = "URN,Name,Event number,Inspection date,Overall,Helped\n"
        #expect(try await watched.poll(head + "SC1,Elm,1,12/03/2012,Adequate,Satisfactory\n").count == 1)
        let later = "SC1,Elm,2,12/03/2014,Good,Good\n"
        #expect(try await watched.poll(head + later).map(\.event.direction) == ["improved"])
        #expect(
            try await watched.poll(head + later + "SC1,Elm,1,12/03/2012,Requires improvement,Requires improvement\n")
                .isEmpty)
    }

    // MARK: Dates

    @Test func aDateOfANumberedRowIsCorrectedHoweverFar() async throws {
        let watched = try WatchedTable(Self.map)
        let before = row("SC1", "1", "2021-03-01", "ggg")
        _ = try await watched.poll(table(before))
        #expect(try await watched.poll(table(before, row("SC1", "2", "2023-03-01", "rgg"))).count == 1)
        #expect(try await watched.poll(table(before, row("SC1", "2", "2023-06-21", "rgg"))).isEmpty)
        #expect(try await watched.history(of: "SC1").map { $0.prefix(10) } == ["2021-03-01", "2023-06-21"])
    }

    @Test func aDateWithoutANumberIsCorrectedWithinAMonth() async throws {
        let watched = try WatchedTable(Self.unnumbered)
        let before = row("SC1", "", "2021-03-01", "ggg")
        _ = try await watched.poll(table(before))
        #expect(try await watched.poll(table(before, row("SC1", "", "2023-03-01", "rgg"))).count == 1)
        #expect(try await watched.poll(table(before, row("SC1", "", "2023-03-11", "rgg"))).isEmpty)
        #expect(try await watched.history(of: "SC1").map { $0.prefix(10) } == ["2021-03-01", "2023-03-11"])
        // And back again.
        #expect(try await watched.poll(table(before, row("SC1", "", "2023-03-01", "rgg"))).isEmpty)
        #expect(try await watched.history(of: "SC1").map { $0.prefix(10) } == ["2021-03-01", "2023-03-01"])
        // Beyond, it is another inspection.
        let told = try await watched.poll(table(before, row("SC1", "", "2023-06-11", "igg")))
        #expect(told.map(\.event.kind) == ["rating-changed"])
        #expect(try await watched.history(of: "SC1").count == 3)
    }

    @Test func aSecondInspectionBesideTheFirstIsNoCorrectionOfIt() async throws {
        let watched = try WatchedTable(Self.unnumbered)
        let first = row("SC1", "", "2023-03-01", "ggg")
        _ = try await watched.poll(table(first))
        let told = try await watched.poll(table(row("SC1", "", "2023-03-21", "igg"), first))
        #expect(told.map(\.event.kind) == ["rating-changed"])
        #expect(told.first?.event.start == "2023-03-21")
        let corrected = try await watched.poll(table(row("SC1", "", "2023-03-21", "rgg"), first))
        #expect(corrected.map(\.event.kind) == ["rating-corrected"])
        #expect(corrected.first?.voids == told.map(\.id))
        // What the table lists no longer stays known.
        #expect(try await watched.poll(table(row("SC1", "", "2023-03-21", "rgg"))).isEmpty)
        #expect(try await watched.history(of: "SC1").count == 2)
    }

    /// Some areas were graded again at a later visit.
    @Test func aVisitThatGradesOneAreaAgainEndsNoOther() async throws {
        let watched = try WatchedTable(
            """
            {dates: dmy, scheme: ofsted, provider_id: URN, name: Name, framework: report-card, number: N, date: D, published: P,
             areas: {inclusion: {column: I, graded: ID}, achievement: {column: A, graded: AD}},
             codes: {expected: expected-standard, needs: needs-attention, strong: strong-standard}}
            """)
        let head = "URN,Name,N,D,P,I,ID,A,AD\n"
        let first = "1,School,10,20/01/2024,20/02/2024,needs,20/01/2024,expected,20/01/2024\n"
        let again = "1,School,10,20/01/2024,20/02/2024,expected,10/06/2024,expected,20/01/2024\n"
        let both = "1,School,10,20/01/2024,20/02/2024,expected,10/06/2024,needs,25/06/2024\n"
        let next = "1,School,11,20/09/2025,20/10/2025,strong,20/09/2025,expected,20/09/2025\n"
        _ = try await watched.poll(head + first)
        #expect(
            lines(try await watched.poll(head + again)) == [
                "rating-changed 1 2024-06-10 improved inclusion:needs-attention>expected-standard"
            ])
        #expect(
            lines(try await watched.poll(head + both)) == [
                "rating-changed 1 2024-06-25 declined achievement:expected-standard>needs-attention"
            ])
        #expect(
            lines(try await watched.poll(head + next)) == [
                "rating-changed 1 2025-09-20 improved achievement:needs-attention>expected-standard "
                    + "inclusion:expected-standard>strong-standard"
            ])
    }

    /// The table dates an inspection a day later than its report.
    @Test func aTableAndAReportADayApartAreOneInspection() async throws {
        let publisher = try await Publisher()
        let folder = try TemporaryFolder()
        let head =
            "Local authority name,Ofsted region,Inspection date,Overall effectiveness,Impact of leaders,"
            + "Experiences and progress of children who need help and protection,"
            + "Experiences and progress of children in care,Experiences and progress of care leavers\n"
        try folder.write("table.csv", head + "Cheshire East,North West,07/03/2023,Good,Good,Good,Good,Good\n")
        let run = try ProgramRun(
            configuration: FaultTests.configuration(publisher.feedURL).replacing(
                "receivers:\n  - {name: everything",
                with: """
                      - {name: table, kind: table, url: 'file://\(folder.path("table.csv"))', every: 1s, table: councils}
                    receivers:
                      - {name: everything
                    """))
        await publisher.publish(FaultTests.before)
        #expect(try await run.run("run", "--once").status == 0)
        await publisher.publish(FaultTests.after)
        try folder.write(
            "table.csv", head + "Cheshire East,North West,05/03/2024,Inadequate,Good,Good,Good,Inadequate\n")
        for _ in 0..<3 {
            try await Task.sleep(for: .milliseconds(1200))
            #expect(try await run.run("run", "--once").status == 0)
        }
        let told = try run.lines().map { try JSONDecoder().decode(ToldEvent.self, from: Data($0.utf8)) }
        #expect(told.map(\.event.kind).filter { !$0.hasPrefix("operator") } == ["rating-changed"])
        let history = try await run.run("history", "ofsted:80447", "--format", "csv").output
        #expect(!history.contains("2024-03-05"))
        #expect(history.contains("2024-03-04"))
    }

    // MARK: Rulings

    /// All rows share the table's address: a decision on it would be on a row that nobody named.
    @Test func aRowIsRuledByItsIDAndNotByTheAddressOfItsTable() async throws {
        let watched = try WatchedTable(Self.map)
        let (one, two) = (row("SC1", "1", "2020-03-01", "ggg"), row("SC2", "2", "2020-03-01", "ggg"))
        _ = try await watched.poll(table(one, two))
        _ = try await watched.poll(table(one, two, row("SC1", "3", "2023-03-01", "igg")))
        let rows = try await watched.run.run("publications", "--format", "jsonl").output.split(separator: "\n").map {
            try JSONDecoder().decode(Row.self, from: Data($0.utf8))
        }
        let fallen = try #require(rows.first { $0.id.contains("|3|") })
        let address = try #require(fallen.url)
        let refused = try await watched.run.run("rule", address, "reject", "--why", "a mistake")
        #expect(refused.status == 64)
        #expect(rows.count == 3 && rows.allSatisfy { refused.complaints.contains($0.id) })
        #expect(try await watched.history(of: "SC1").count == 2)
        let ruled = try await watched.run.run("rule", fallen.id, "reject", "--why", "taken back by telephone")
        #expect(ruled.status == 0)
        #expect(ruled.output.contains("corrected: Home SC1"))
        #expect(
            try await watched.history(of: "SC1") == [
                "2020-03-01 helped-and-protected:good leaders-and-managers:good overall-experiences-and-progress:good"
            ])
    }

    private struct Row: Decodable {
        let id: String
        let url: String?
    }
}
