import Foundation
import HTTPTransport
import History
import Inspections
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System

/// Polls of a table in a file, with a real database; only the clock is moved.
@Suite struct TablePollTests {
    let polled: PolledFeed
    var clock: ManualClock { polled.clock }
    var folder: TemporaryFolder { polled.folder }
    let file: String

    static let columns = """
        {dates: dmy, provider_id: URN, name: Name, predecessors: [URN then], number: Number, date: Date, framework: oeif, \
        areas: {overall-effectiveness: Overall, quality-of-education: Quality}, \
        codes: {1: outstanding, 2: good, 3: requires-improvement, 4: inadequate}, missing: [9]}
        """
    static let header = "URN,Name,URN then,Number,Date,Overall,Quality\n"

    init() throws {
        polled = try PolledFeed()
        file = polled.folder.path("table.csv")
    }

    /// Each table is the next release; opened anew for each poll, as after a restart.
    func poll(_ rows: String, columns: String = columns, _ keys: String = "") async throws -> PollReport {
        try folder.write("table.csv", rows)
        let report = try #require(
            try await polled.step(
                "{name: a, kind: table, path: '\(file)', every: 1s, publisher: a, table: \(columns)\(keys)}",
                others: "{name: reports, kind: feed, url: 'https://reports.example/', publisher: reports}"))
        clock.advance(86400)
        return report
    }

    private var history: History {
        get throws { try polled.history }
    }

    private func recorder() throws -> Recorder { try Recorder.test(feeds: "a", "reports") }

    private func baseline(_ rows: String = "1,Oak,1,100,01/03/2020,2,2\n") async throws {
        let report = try await poll(Self.header + rows)
        #expect(report.alerts.map(\.kind) == ["operator-baseline-done"])
    }

    @Test func aNewInspectionIsComparedWithTheOneBefore() async throws {
        try await baseline()
        let report = try await poll(Self.header + "1,Oak,1,101,01/03/2024,3,2\n")
        #expect(report.alerts.map(\.kind) == ["rating-changed"])
        let body = try #require(report.alerts.first?.body)
        #expect(body.contains(#""basis":"table""#))
        #expect(body.contains(#""printed":"3","page":null,"evidence":"Overall: 3 (row 2)""#))
        #expect(report.alerts.first?.summary == "Oak: overall effectiveness declined from good to requires improvement")
    }

    @Test(
        arguments: [
            ("another name", "1,Oak Academy,1,100,01/03/2020,2,2\n"),
            ("a grade gone missing", "1,Oak,1,100,01/03/2020,NULL,2\n"),
            ("not applicable", "1,Oak,1,100,01/03/2020,9,2\n"),
            ("not judged", "1,Oak,1,100,01/03/2020,Not judged,2\n"),
            ("a conversion", "51,Oak Academy,1,100,01/03/2020,2,2\n"),
            ("the school is gone", "2,Elm,2,200,NULL,NULL,NULL\n"),
            ("a row more without an inspection", "1,Oak,1,100,01/03/2020,2,2\n2,Elm,,,,,\n"),
        ])
    func whatChangesNoRatingRaisesNothing(what: String, rows: String) async throws {
        try await baseline()
        #expect(try await poll(Self.header + rows).alerts.isEmpty)
        #expect(try await poll(Self.header + "1,Oak,1,100,01/03/2020,2,2\n").alerts.isEmpty)
    }

    /// Readers hear nothing of a row that has lost its grades; operators do.
    @Test func nothingButAnIdIsNoNewsForReaders() async throws {
        try await baseline()
        #expect(try await poll(Self.header + "1,Oak,,,,,\n").alerts.map(\.kind) == ["operator-ratings-lost"])
        #expect(try await poll(Self.header + "1,Oak,1,100,01/03/2020,2,2\n").alerts.isEmpty)
    }

    @Test func renamedColumnsAreAnAlertOfTheOperatorsAndThenNoChange() async throws {
        try await baseline()
        let moved = Self.header.replacing("Date", with: "Day") + "1,Oak,1,100,01/03/2020,2,2\n"
        let report = try await poll(moved)
        #expect(report.failed)
        #expect(report.alerts.map(\.kind) == ["operator-extraction-doubtful"])
        #expect(report.alerts.first?.summary.contains("\"Date\" not found") == true)
        #expect(try await poll(moved).alerts.isEmpty)
        let columns = Self.columns.replacing("date: Date", with: "date: [Day, Date]")
        #expect(try await poll(moved, columns: columns).alerts.isEmpty)
        let next = moved.replacing("100,01/03/2020,2,2", with: "101,01/03/2024,1,2")
        #expect(try await poll(next, columns: columns).alerts.map(\.direction) == ["improved"])
    }

    /// What the other columns carry is read all the same, and what is only missing takes nothing back.
    @Test func aColumnOfGradesThatGoesMissingIsToldToOperatorsAlone() async throws {
        try await baseline()
        let moved = Self.header.replacing("Overall", with: "Overall grade") + "1,Oak,1,100,01/03/2020,2,2\n"
        let report = try await poll(moved)
        #expect(!report.failed)
        #expect(report.alerts.map(\.kind) == ["operator-extraction-doubtful"])
        #expect(report.alerts.first?.summary.contains("\"Overall\"") == true)
        #expect(try await poll(moved).alerts.isEmpty)
        let columns = Self.columns.replacing("Overall,", with: "[Overall grade, Overall],")
        #expect(try await poll(moved, columns: columns).alerts.isEmpty)
        let next = moved.replacing("100,01/03/2020,2,2", with: "101,01/03/2024,1,2")
        #expect(try await poll(next, columns: columns).alerts.map(\.direction) == ["improved"])
    }

    /// With a number, by which it is known again, and without, by which it is another row.
    @Test(arguments: ["101", ""]) func aRowYetToComeThatIsMendedLeavesNoDoubt(number: String) async throws {
        try await baseline()
        let known = "1,Oak,1,100,01/03/2020,2,2\n"
        let doubted = try await poll(Self.header + known + "1,Oak,1,\(number),01/03/2042,4,2\n")
        #expect(doubted.alerts.map(\.kind) == ["operator-extraction-doubtful"])
        #expect(try await history.read("test") { try $0.doubts().count } == 1)
        let mended = try await poll(Self.header + known + "1,Oak,1,\(number),01/03/2024,4,2\n")
        #expect(mended.alerts.map(\.kind) == ["rating-changed"])
        #expect(try await history.read("test") { try $0.doubts().count } == 0)
    }

    /// As a table is exported once a cell of the column is empty, and as the record may have it from before.
    @Test(arguments: [
        ("1,Oak,1,100", "1,Oak,1,100.0"), ("1,Oak,1,100", "1.0,Oak,1.0,100"), ("1,Oak,1,", "1.0,Oak,1.0,"),
        ("1.0,Oak,1.0,100.0", "1,Oak,1,100"),
    ])
    func aWholeNumberWithAPointIsTheSameNumber(before: String, now: String) async throws {
        try await baseline("\(before),01/03/2020,2,2\n")
        #expect(try await poll(Self.header + "\(now),01/03/2020,2,2\n").alerts.isEmpty)
        #expect(try await recorder().inspections(of: ProviderID(urn: "1"), at: clock.now, in: history).count == 1)
        let corrected = try await poll(Self.header + "\(now),01/03/2020,3,2\n").alerts
        #expect(corrected.map(\.kind) == ["rating-corrected"])
        #expect(corrected.map(\.subject) == ["ofsted:1"])
    }

    @Test func anAcademyIsComparedWithTheSchoolThatItWas() async throws {
        try await baseline()
        _ = try await poll(Self.header + "51,Oak Academy,1,100,01/03/2020,2,2\n")
        let report = try await poll(Self.header + "51,Oak Academy,51,101,01/03/2024,4,2\n")
        #expect(report.alerts.map(\.subject) == ["ofsted:51"])
        #expect(report.alerts.map(\.direction) == ["declined"])
        let known = try await recorder().inspections(of: ProviderID(urn: "51"), at: clock.now, in: history)
        #expect(known.map { $0.inspection.dates.start?.year } == [2020, 2024])
    }

    /// Neither told again under the new number, nor taken back under the old one; with the number that the school had
    /// then, or not.
    @Test(arguments: [
        columns,
        """
        {dates: dmy, provider_id: URN, name: Name, predecessors: [URN then], inspections: [{provider_id: URN then, number: Number, \
        date: Date, framework: oeif, areas: {overall-effectiveness: Overall, quality-of-education: Quality}, \
        codes: {1: outstanding, 2: good, 3: requires-improvement, 4: inadequate}, missing: [9]}]}
        """,
    ])
    func whatWasToldOfASchoolIsKnownOfTheAcademyThatItBecomes(columns: String) async throws {
        _ = try await poll(Self.header + "1,Oak,1,100,01/03/2020,2,2\n", columns: columns)
        let rows = "1,Oak,1,101,01/03/2024,3,2\n"
        #expect(try await poll(Self.header + rows, columns: columns).alerts.map(\.kind) == ["rating-changed"])
        let converted = rows.replacing("1,Oak,1,", with: "51,Oak Academy,1,")
        #expect(try await poll(Self.header + converted, columns: columns).alerts.isEmpty)
        let next = try await poll(Self.header + "51,Oak Academy,51,102,01/03/2026,4,2\n", columns: columns)
        #expect(next.alerts.map(\.kind) == ["rating-changed"])
        #expect(next.alerts.first?.body.contains(#""from":"requires-improvement","to":"inadequate""#) == true)
    }

    @Test func anotherGradeForAKnownInspectionIsACorrection() async throws {
        try await baseline()
        let report = try await poll(Self.header + "1,Oak,1,100,01/03/2020,4,2\n")
        #expect(report.alerts.map(\.kind) == ["rating-corrected"])
        #expect(try await poll(Self.header + "1,Oak,1,100,01/03/2020,4,2\n2,Elm,,,,,\n").alerts.isEmpty)
    }

    /// Whom a school goes on for, said later: by the publisher, or by a map that is the first to read it.
    @Test(arguments: [
        (51, columns, "publisher"), (1, columns.replacing("predecessors: [URN then], ", with: ""), "reading"),
    ])
    func whoGoesOnForWhomCorrectsTheFirstComparison(before: Int, columns: String, because: String) async throws {
        _ = try await poll(Self.header + "1,Oak,1,100,01/03/2020,2,2\n", columns: columns)
        let first = try await poll(
            Self.header + "51,Oak Academy,\(before),102,01/03/2024,4,2\n", columns: columns)
        #expect(first.alerts.map(\.kind) == ["inspection-published"])
        let named = try await poll(Self.header + "51,Oak Academy,1,102,01/03/2024,4,2\n")
        let corrected = named.alerts.filter { $0.kind == "rating-corrected" }
        #expect(corrected.map(\.direction) == ["declined"])
        #expect(corrected.first?.body.contains(#""because":"\#(because)""#) == true, "\(named.alerts.map(\.body))")
    }

    /// The same feed read anew: what it puts right is told, and whose mistake it was.
    @Test func whatAnotherMapMakesOfTheSameTableIsACorrectionOfTheReading() async throws {
        try await baseline()
        let columns = Self.columns.replacing("{1: outstanding, 2: good", with: "{1: outstanding, 2: inadequate")
        let report = try await poll(Self.header + "1,Oak,1,100,01/03/2020,2,2\n", columns: columns)
        #expect(report.alerts.map(\.kind) == ["rating-corrected"] && !report.failed)
        #expect(report.alerts.first?.body.contains(#""because":"reading""#) == true)
        let known = try await self.recorder().inspections(of: ProviderID(urn: "1"), at: clock.now, in: history)
        #expect(known.flatMap(\.inspection.judgements).map(\.grade) == ["inadequate", "inadequate"])
    }

    @Test func aRowLeftOutIsToldToOperatorsAndWhatWasKnownStays() async throws {
        let rows = (1...200).map { "\($0),Oak,\($0),\($0),01/03/2020,2,2\n" }.joined()
        try await baseline(rows)
        let report = try await poll(
            Self.header + rows.replacing("\n7,Oak,7,7,01/03/2020,2", with: "\n7,Oak,7,7,01/03/2020,7"))
        #expect(report.alerts.map(\.kind) == ["operator-extraction-doubtful"])
        #expect(report.complaints == ["row 8, column 6 (Overall): \"7\" is not a grade in the feed's codes"])
        #expect(try await poll(Self.header + rows).alerts.isEmpty)
    }

    @Test(arguments: [
        ("2", ["inspection-published"]), ("4", ["inspection-published", "sources-disagree"]),
    ])
    func aReportAndATableAreTwoWitnesses(grade: String, raised: [String]) async throws {
        try await baseline("2,Elm,2,200,01/03/2020,2,2\n")
        let recorder = try recorder()
        let now = clock.now
        let publication = StoredPublication(
            feed: "reports", identity: "r1", fingerprint: "r1",
            publication: Publication(url: "https://example.org/1.pdf", title: "Inspection report", providerURN: "1"),
            published: CalendarDate(year: 2020, month: 5, day: 1), seen: now, baseline: false)
        let outcome = Outcome(
            result: .graded, media: "application/pdf", sha256: "r1", framework: "oeif", providerName: "Oak",
            inspection: InspectionDates(start: CalendarDate(year: 2020, month: 3, day: 1), end: nil),
            judgements: [
                Judgement(
                    area: "overall-effectiveness", grade: "good", printed: "Good", page: 1,
                    evidence: "Overall effectiveness Good")
            ])
        _ = try await history.write("test") {
            try recorder.record([(publication, .outcome(outcome))], at: now, jitter: 0, in: $0)
        }
        let row = "1,Oak,1,100,01/03/2020,\(grade),2\n"
        let report = try await poll(Self.header + "2,Elm,2,200,01/03/2020,2,2\n" + row)
        #expect(report.alerts.map(\.kind) == raised)
        // The table alone grades another area: that is told by itself, as it follows on the report.
        let added = try #require(report.alerts.first)
        #expect(added.body.contains(#""follows":"rw_"#) && added.body.contains(#""area":"quality-of-education""#))
        #expect(!added.body.contains(#""area":"overall-effectiveness""#))
        #expect(try await poll(Self.header + row.replacing("Oak", with: "Oak School")).alerts.isEmpty)
        let both = try await recorder.inspections(of: ProviderID(urn: "1"), at: clock.now, in: history)
        #expect(both.map { $0.inspection.statements.map(\.basis) } == [[.report, .table]])
    }

    @Test func anUnchangedTableCostsNothingButItsHash() async throws {
        try await baseline()
        #expect(try await poll(Self.header + "1,Oak,1,100,01/03/2020,2,2\n").result == "unchanged")
    }

    private static let first = "1,Oak,1,100,01/03/2020,2,2\n"
    private static let second = "1,Oak,1,101,01/03/2024,4,2\n"

    /// The row of a list of latest inspections goes back; one of two rows of a history goes, and nothing else changes.
    @Test(arguments: [(first, second), (first, first + second)])
    func aRowTakenBackForThreeDaysIsWithdrawnAndOneThatIsStatedAgainIsRestored(
        before: String, with: String
    ) async throws {
        try await baseline(before + "2,Elm,2,200,01/03/2020,2,2\n")
        let elm = "2,Elm,2,200,01/03/2020,2,2\n"
        #expect(try await poll(Self.header + with + elm).alerts.map(\.kind) == ["rating-changed"])
        for day in 1...5 {
            let report = try await poll(Self.header + before + elm)
            #expect(report.alerts.map(\.kind) == (day == 3 ? ["report-withdrawn"] : []))
            #expect(day != 3 || report.alerts.first?.body.contains(#""start":"2024-03-01""#) == true)
        }
        let known = try await recorder().inspections(of: ProviderID(urn: "1"), at: clock.now, in: history)
        #expect(known.map { $0.inspection.dates.start?.year } == [2020, 2024])
        #expect(try await history.read("look up what is gone") { try $0.withdrawals() }.count == 1)
        #expect(try await poll(Self.header + with + elm).alerts.map(\.kind) == ["report-restored"])
        #expect(try await history.read("look up what is gone") { try $0.withdrawals() }.isEmpty)
    }

    private static let otherReasons: [(what: String, rows: String)] = [
        ("made way for a later one", "1,Oak,1,102,01/03/2025,2,2\n"),
        ("the provider is gone", "2,Elm,2,200,01/03/2020,2,2\n"),
        ("out of the window", second),
        ("its days were corrected", first + "1,Oak,1,101,15/02/2024,4,2\n"),
        ("its number was corrected", first + "1,Oak,1,109,01/03/2024,4,2\n"),
        ("it was moved to another provider", first + "2,Elm,2,101,01/03/2024,4,2\n"),
        ("it may be the row that cannot be read", first + "1,Oak,1,101,01/03/2024,7,2\n"),
        ("it may be the row with a cell too few", first + "1,Oak,1,101,01/03/2024,4\n"),
        ("it may be the row that names nobody", first + ",,,101,01/03/2024,4,2\n"),
        ("it may be the row with nothing but its day", first + ",,,,01/03/2024,4,2\n"),
        ("it may be the row of another provider that cannot be read", first + "3,Elm,3,101,01/03/2024,7,2\n"),
    ]

    @Test(arguments: otherReasons)
    func whatIsListedNoLongerForAnotherReasonIsNotTakenBack(what: String, rows: String) async throws {
        let others = (10...200).map { "\($0),Ash,\($0),\($0),01/03/2020,2,2\n" }.joined()
        try await baseline(Self.first + Self.second + others)
        for _ in 1...4 {
            let kinds = try await poll(Self.header + rows + others).alerts.map(\.kind)
            #expect(!kinds.contains("report-withdrawn"))
        }
    }

    private static let faults: [(what: String, rows: String)] = [
        ("a grade that is none", "9,Ash,9,900,01/03/2020,7,2\n"),
        ("a day that is none", "9,Ash,9,900,31/02/2020,2,2\n"),
        ("nobody is named", ",Ash,,900,01/03/2020,2,2\n"),
        ("a cell too few", "9,Ash,9,900,01/03/2020,2\n"),
        ("text behind a quotation mark", "9,\"Ash\"es,9,900,01/03/2020,2,2\n"),
        ("a note", "Source: Ofsted\n"),
        ("the header again", header),
        ("two that contradict", "9,Ash,9,900,01/03/2020,2,2\n9,Ash,9,900,01/03/2020,3,2\n"),
    ]

    /// What cannot be read in any version hides only what it may be on itself.
    @Test(arguments: faults)
    func aRowThatIsAlwaysAtFaultHidesNoOtherThatIsTakenBack(what: String, fault: String) async throws {
        let others = (10...250).map { "\($0),Elm,\($0),\($0),01/03/2019,2,2\n" }.joined() + fault
        _ = try await poll(Self.header + Self.first + others)
        #expect(try await poll(Self.header + Self.second + others).alerts.map(\.kind).contains("rating-changed"))
        for day in 1...4 {
            let kinds = try await poll(Self.header + Self.first + others).alerts.map(\.kind)
            #expect(kinds.contains("report-withdrawn") == (day == 3))
        }
    }

    /// The publisher leaves a column out of one release, or gives it another name.
    @Test(arguments: ["URN,Name,URN then,Number,Date,Overall\n", header.replacing("Quality", with: "Quality grade")])
    func anAreaWhoseColumnIsMissingIsNotSaidToBeGradedNoLonger(header: String) async throws {
        try await baseline()
        let cell = header.contains("Quality") ? ",4" : ""
        let news = try await poll(header + "1,Oak,1,101,01/03/2024,3\(cell)\n").alerts
        #expect(news.map(\.kind) == ["rating-changed", "operator-extraction-doubtful"])
        #expect(news.first?.body.contains("quality-of-education") == false)
        let oak = ProviderID(urn: "1")
        let standing =
            { try $0.standingGrade(of: oak, in: "quality-of-education")?.grade }
            as @Sendable (HistoryTransaction) throws -> String?
        #expect(try await history.read("test", standing) == "good", "of 2020: nobody has said otherwise")
        // The column is there again: that is said then, and compared with the inspection before.
        let said = try await poll(Self.header + "1,Oak,1,101,01/03/2024,3,4\n").alerts
        #expect(said.map(\.kind) == ["rating-changed"])
        #expect(said.first?.summary == "Oak: quality of education declined from good to inadequate")
        #expect(said.first?.body.contains(#""follows":"rw_"#) == true)
        #expect(try await history.read("test", standing) == "inadequate")
    }

    /// What was graded at an inspection whose column was missing nobody knows.
    @Test func anInspectionAfterOneWithoutTheColumnIsComparedInThatAreaWithNothing() async throws {
        try await baseline()
        _ = try await poll("URN,Name,URN then,Number,Date,Overall\n1,Oak,1,101,01/03/2022,2\n")
        let report = try await poll(Self.header + "1,Oak,1,102,01/03/2024,2,4\n")
        #expect(report.alerts.map(\.direction) == ["unchanged"])
        let known = try await recorder().inspections(of: ProviderID(urn: "1"), at: clock.now, in: history)
        let quality = known.last?.change.judgements.first { $0.area == "quality-of-education" }
        #expect(quality?.reason == .areaNotStatedBefore && quality?.direction == .notComparable)
    }

    /// The map says that not every release has it: where it is missing, nothing is graded there.
    @Test func anAreaWhoseColumnIsOptionalEndsWithTheColumn() async throws {
        let columns = Self.columns.replacing(
            "quality-of-education: Quality", with: "quality-of-education: {column: Quality, optional: true}")
        _ = try await poll(Self.header + "1,Oak,1,100,01/03/2020,2,2\n", columns: columns)
        let report = try await poll(
            "URN,Name,URN then,Number,Date,Overall\n1,Oak,1,101,01/03/2024,3\n", columns: columns)
        #expect(report.alerts.map(\.kind) == ["rating-changed"])
        #expect(report.alerts.first?.body.contains(#""direction":"no-longer-graded""#) == true)
    }

    @Test func anEmptyCellUnderItsColumnEndsTheArea() async throws {
        try await baseline()
        let report = try await poll(Self.header + "1,Oak,1,101,01/03/2024,2,\n")
        let body = try #require(report.alerts.first?.body)
        #expect(body.contains(#""area":"quality-of-education","from":"good","to":null,"direction":"no-longer-graded""#))
        // Neither does another release without the column take that back.
        #expect(
            try await poll("URN,Name,URN then,Number,Date,Overall\n1,Oak,1,101,01/03/2024,2\n").alerts.map(\.kind)
                == ["operator-extraction-doubtful"])
        let oak = ProviderID(urn: "1")
        #expect(
            try await history.read("test") { try $0.standingGrade(of: oak, in: "quality-of-education") } == nil)
    }

    @Test func anOldReleaseThatIsPublishedAgainTakesNothingBack() async throws {
        let old = (1...50).map { "\($0),Oak,\($0),\($0),01/03/2020,2,2\n" }.joined()
        let new = (1...50).map { "\($0),Oak,\($0),9\($0),01/03/2024,2,2\n" }.joined()
        try await baseline(old)
        _ = try await poll(Self.header + new)
        for _ in 1...4 {
            let report = try await poll(Self.header + old)
            #expect(report.alerts.isEmpty)
            #expect(report.complaints.first?.hasPrefix("50 rows went back to earlier inspections") == true)
        }
        let mended = try await poll(Self.header + new)
        #expect(mended.alerts.isEmpty && mended.complaints.isEmpty)
    }
}
