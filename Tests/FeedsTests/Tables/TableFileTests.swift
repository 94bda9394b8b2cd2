import Feeds
import Foundation
import Inspections
import Testing

@Suite struct TableFileTests {
    private func read(_ bytes: [UInt8], _ map: ColumnMap = TestMaps.schools) throws -> [TableInspection] {
        let file = try TableFile(bytes, map: map)
        var found: [TableInspection] = []
        try file.inspections(in: try file.survey()) { found.append($0) }
        return found
    }

    private func read(_ text: String, _ map: ColumnMap = TestMaps.schools) throws -> [TableInspection] {
        try read(Array(text.utf8), map)
    }

    @Test func aRowBecomesAnInspectionWithItsEvidence() throws {
        let found = try read(TestMaps.header + "123456,Oak Lane School,654321,05/03/2024,3,Not judged\n")
        #expect(found.count == 1)
        let inspection = try #require(found.first)
        #expect(inspection.providerID == "123456" && inspection.providerName == "Oak Lane School")
        #expect(inspection.predecessors == ["654321"])
        #expect(inspection.dates.start == CalendarDate(year: 2024, month: 3, day: 5))
        #expect(
            inspection.judgements == [
                Judgement(
                    area: "overall-effectiveness", grade: "requires-improvement", printed: "3", page: nil,
                    evidence: "Overall effectiveness: 3 (row 2)")
            ])
    }

    @Test(
        arguments: [
            "Schools information,,,,,\n,,,,,\nNote,,,,,\n" + TestMaps.header,
            "urn,SCHOOL  NAME,Urn at time,inspection start  date,overall effectiveness,Early years provision\n",
            "\u{FEFF}" + TestMaps.header,
            TestMaps.header.replacing("\n", with: ",,,\r\n"),
        ])
    func theHeaderIsFoundByItsNames(header: String) throws {
        #expect(try read(header + TestMaps.rows(3)).count == 3)
    }

    @Test(arguments: [";", "\t", "|"]) func theDelimiterIsTheOneThatMakesAHeader(delimiter: String) throws {
        #expect(try read((TestMaps.header + TestMaps.rows(2)).replacing(",", with: delimiter)).count == 2)
    }

    struct Encoded: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
    }

    static let encoded = encoded("1,St Thérèse’s – School,1,01/03/2024,2,9\n")

    /// A no-break space stands behind the date and the first grade.
    static let encodedGrades = encoded("1,Oak,1,01/03/2024\u{A0},Gût\u{A0},Noch übrig\n")

    private static func encoded(_ row: String) -> [Encoded] {
        let text = TestMaps.header + row
        func wide(_ text: String, _ order: (UInt16) -> [UInt8]) -> [UInt8] { text.utf16.flatMap(order) }
        let little: (UInt16) -> [UInt8] = { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: (UInt16) -> [UInt8] = { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return [
            Encoded(testDescription: "UTF-8", bytes: Array(text.utf8)),
            Encoded(testDescription: "UTF-8 with a mark", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
            Encoded(
                testDescription: "windows-1252",
                bytes: Array(text.data(using: .windowsCP1252) ?? Data())),
            Encoded(testDescription: "UTF-16", bytes: [0xFF, 0xFE] + wide(text, little)),
            Encoded(testDescription: "UTF-16, big end first", bytes: [0xFE, 0xFF] + wide(text, big)),
            Encoded(testDescription: "UTF-16 without a mark", bytes: wide(text, little)),
        ]
    }

    @Test(arguments: encoded) func namesSurviveEveryEncoding(example: Encoded) throws {
        #expect(try read(example.bytes).map(\.providerName) == ["St Thérèse’s – School"])
    }

    @Test(arguments: encodedGrades) func gradesAndDatesSurviveEveryEncoding(example: Encoded) throws {
        let map = TestMaps.schools(codes: ["gût": "good"], missing: ["noch übrig"])
        let found = try read(example.bytes, map)
        #expect(found.map(\.dates.start?.iso) == ["2024-03-01"])
        #expect(found.flatMap(\.judgements).map { "\($0.area) \($0.printed)" } == ["overall-effectiveness Gût"])
    }

    @Test(
        arguments: [
            ("31/03/2024", "2024-03-31"), ("1/3/2024", "2024-03-01"), ("2024-03-31", "2024-03-31"),
            ("2024-03-31T00:00:00", "2024-03-31"), ("31/03/2024 00:00", "2024-03-31"), ("31 March 2024", "2024-03-31"),
            ("31-Mar-2024", "2024-03-31"),
        ])
    func datesAreReadAsTheyArePrinted(printed: String, expected: String) throws {
        let found = try read(TestMaps.header + "1,School,1,\(printed),2,9\n")
        #expect(found.first?.dates.start?.iso == expected)
    }

    private static let long = ColumnMap(eras: [
        TableEra(
            provider: ColumnNames(["Id"]),
            inspections: [
                InspectionColumns(
                    title: "inspection", framework: "cqc", start: ColumnNames(["Date"]),
                    long: LongColumns(
                        area: ColumnNames(["Question"]), grade: ColumnNames(["Rating"]),
                        areas: ["safe": "safe", "well-led": "well-led"]),
                    codes: ["good": "good", "inadequate": "inadequate"])
            ])
    ])

    @Test func aLongTablesRowsOnOneInspectionAreOne() throws {
        let table = """
            Id,Date,Question,Rating
            1,2024-01-02,Safe,Good
            2,2024-01-02,Safe,Good
            1,2024-01-02,Well-led,Inadequate
            """
        let found = try read(table, Self.long)
        #expect(found.map { $0.judgements.map(\.area) } == [["safe", "well-led"], ["safe"]])
    }

    /// Whole, and each provider's in order, however few are put together at a time; those without a changed row are
    /// left out.
    @Test(arguments: [1, 3, 100]) func aLongTableIsPutTogetherInParts(providers: Int) throws {
        func table(_ grades: [Int: String]) -> [UInt8] {
            let rows = ["Safe", "Well-led"].flatMap { area in
                ["2023", "2024"].flatMap { year in
                    (1...20).map { id in "\(id),\(year)-01-02,\(area),\(grades[id] ?? "Good")\n" }
                }
            }
            return Array(("Id,Date,Question,Rating\n" + rows.joined()).utf8)
        }
        func inspections(_ bytes: [UInt8], known: [Int64]) throws -> (
            found: [String?: [TableInspection]], known: [Int64]
        ) {
            let file = try TableFile(bytes, map: Self.long, limits: TableLimits(providers: providers))
            let survey = try file.survey(known: known)
            var found: [TableInspection] = []
            try file.inspections(in: survey) { found.append($0) }
            return (Dictionary(grouping: found, by: \.providerID), survey.fingerprints)
        }
        let first = try inspections(table([:]), known: [])
        #expect(first.found.count == 20)
        let second = try inspections(table([3: "Inadequate", 8: "Inadequate"]), known: first.known)
        #expect(Set(second.found.keys) == ["3", "8"])
        for found in [first.found, second.found].flatMap(\.values) {
            #expect(found.map(\.dates.start?.iso) == ["2023-01-02", "2024-01-02"])
            #expect(found.allSatisfy { $0.judgements.map(\.area) == ["safe", "well-led"] })
        }
    }

    @Test func onlyRowsThatWereNotKnownAreChanged() throws {
        let before = try TableFile(Array((TestMaps.header + TestMaps.rows(20)).utf8), map: TestMaps.schools).survey()
        let seventh = "7,School 7,7,01/03/2024,"
        let table = TestMaps.header + TestMaps.rows(20).replacing(seventh + "2", with: seventh + "3")
        let after = try TableFile(Array(table.utf8), map: TestMaps.schools).survey(known: before.fingerprints)
        #expect(before.changedRows == 20)
        #expect(after.changedRows == 1)
        #expect(Set(after.fingerprints).subtracting(before.fingerprints).count == 1)
    }

    @Test func anAreaThatIsGradedAgainLaterIsPlacedOnItsDay() throws {
        let map = ColumnMap(eras: [
            TableEra(
                provider: ColumnNames(["URN"]),
                inspections: [
                    {
                        var columns = InspectionColumns(
                            title: "report card", framework: "report-card", start: ColumnNames(["Date"]),
                            areas: [
                                AreaColumn(
                                    area: "inclusion", column: ColumnNames(["Inclusion"]),
                                    graded: ColumnNames(["Inclusion - date"])),
                                AreaColumn(
                                    area: "achievement", column: ColumnNames(["Achievement"]),
                                    graded: ColumnNames(["Achievement - date"])),
                            ], codes: ["met": "met"])
                        columns.published = ColumnNames(["Published"])
                        return columns
                    }()
                ])
        ])
        let header = "URN,Date,Published,Inclusion,Inclusion - date,Achievement,Achievement - date\n"
        let first = try read(header + "1,01/12/2025,20/01/2026,Met,01/12/2025,Met,02/12/2025\n", map)
        #expect(first.map(\.dates.start?.iso) == ["2025-12-01"])
        #expect(first.map(\.isPartial) == [false])
        let again = try read(header + "1,01/12/2025,20/01/2026,Met,01/12/2025,Met,03/06/2026\n", map)
        #expect(again.map(\.dates.start?.iso) == ["2025-12-01", "2026-06-03"])
        #expect(again.map(\.isPartial) == [false, true])
        #expect(again.map { $0.judgements.map(\.area) } == [["inclusion"], ["achievement"]])
        #expect(again.map(\.published?.iso) == ["2026-01-20", nil])
    }
}
