import Feeds
import Foundation
import Testing

/// What a table may hold that is none, and what is still used of it.
@Suite struct HostileTableTests {
    private func survey(_ bytes: [UInt8]) throws(TableFault) -> TableSurvey {
        try TableFile(bytes, map: TestMaps.schools).survey()
    }

    static let refused: [(String, String)] = {
        let twenty = TestMaps.rows(20)
        let sound = TestMaps.header + twenty
        let noHeader = "row 1: no header with the columns that are looked for: "
        let longCell = String(repeating: "x", count: 10_000_000)
        let manyCells = String(repeating: ",", count: 1_000_000)
        let otherHeader = "URN,School name,URN at time,Inspection start date,Early years,Overall effectiveness\n"
        let twice =
            "URN,School name,URN at time,Inspection start date,Overall effectiveness,Overall effectiveness,Early years\n"
        var cases: [(String, String)] = [("", "row 1: the table is empty"), ("\n\n", "row 1: the table is empty")]
        cases.append((twenty, noHeader + "\"URN\""))
        cases.append(("<html><body>Not found</body></html>", "row 1: found an HTML page, not a table"))
        cases.append(("<?xml version=\"1.0\"?><a/>", "row 1: found an XML document, not a table"))
        cases.append(("{\"rows\": []}", "row 1: found JSON, not a table"))
        cases.append(
            (sound.replacing("Inspection start", with: "First"), noHeader + "\"Inspection start date\" not found"))
        cases.append((twice, "row 1, column 5 (Overall effectiveness): two columns have this name"))
        cases.append((sound + otherHeader, "row 22, column 1 (URN): the header is repeated here"))
        cases.append(
            (
                sound + "21,\"School,21,01/03/2024,2,9\n" + twenty,
                "row 22, column 2: a quotation mark is opened and never closed"
            ))
        cases.append(
            (sound + "21,\(longCell),21,,,\n", "row 22, column 2: a cell longer than 64000 bytes (limits.cell)"))
        cases.append(
            (TestMaps.header + manyCells + "\n", "row 2, column 4097: more than 4096 columns (limits.columns)"))
        cases.append(
            (
                TestMaps.header + TestMaps.rows(20, grade: "Grade 2"),
                "row 2, column 5 (Overall effectiveness): \"Grade 2\" is not a grade in the feed's codes; 20 of 20 rows"
            ))
        cases.append(("URN" + manyCells + "\n" + twenty, "row 1, column 4097: more than 4096 columns (limits.columns)"))
        cases.append(
            (sound + "21,\"\(longCell)\",21,,,\n", "row 22, column 2: a cell longer than 64000 bytes (limits.cell)"))
        cases.append(
            (
                sound + String(repeating: "x", count: 10_000_000),
                "row 22, column 1: a cell longer than 64000 bytes (limits.cell)"
            ))
        let manyWideCells = String(repeating: String(repeating: "x", count: 999) + ",", count: 2000)
        cases.append((sound + manyWideCells, "row 22: a row longer than 1000000 bytes"))
        cases.append((String(repeating: "\u{0}", count: 5000), noHeader))
        cases.append(
            (sound + twenty.replacing("/2024", with: "/2025\u{0}"), "row 22, column 4 (Inspection start date): "))
        return cases
    }()

    @Test(arguments: refused)
    func whatMayHaveShiftedCellsRefusesTheWholeTable(text: String, expected: String) {
        let fault = #expect(throws: TableFault.self) { try survey(Array(text.utf8)) }
        #expect(fault?.description.hasPrefix(expected) == true, "\(fault?.description ?? "")")
    }

    struct BadRow: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let row: [UInt8]
        let fault: String

        init(_ name: String, _ row: String, _ fault: String) {
            testDescription = name
            self.row = Array(row.utf8)
            self.fault = fault
        }

        init(_ name: String, bytes: [UInt8], _ fault: String) {
            testDescription = name
            row = bytes
            self.fault = fault
        }
    }

    static let badRows: [BadRow] = [
        BadRow("a cell too many", "901,Oak, Lane,901,01/03/2024,2,9\n", "row 502: 7 cells under a header of 6"),
        BadRow("a cell too few", "901,901,01/03/2024,2,9\n", "row 502: 5 cells under a header of 6"),
        BadRow("a NUL byte", "901,Oak\u{0},901,01/03/2024,2,9\n", "row 502, column 2 (School name): a NUL byte"),
        BadRow(
            "text behind a quotation mark", "901,\"Oak\" Lane,901,01/03/2024,2,9\n",
            "row 502, column 2 (School name): text follows a closing quotation mark"),
        BadRow(
            "no grade", "901,Oak,901,01/03/2024,7,9\n",
            "row 502, column 5 (Overall effectiveness): \"7\" is not a grade in the feed's codes"),
        BadRow(
            "no date", "901,Oak,901,31/02/2024,2,9\n",
            "row 502, column 4 (Inspection start date): \"31/02/2024\" is not a date"),
        BadRow(
            "grades without a date", "901,Oak,901,NULL,2,9\n",
            "row 502, column 4 (Inspection start date): grades without a date"),
        BadRow("no provider", "NULL,Oak,901,01/03/2024,2,9\n", "row 502, column 1 (URN): names no provider"),
        BadRow("the header again", TestMaps.header, "row 502, column 1 (URN): the header is repeated here"),
        BadRow(
            "another encoding", bytes: Array("901,Caf".utf8) + [0xE9] + Array(",901,01/03/2024,2,9\n".utf8),
            "row 502, column 2 (School name): bytes of another encoding than that of the table"),
    ]

    @Test(arguments: badRows) func whatOneRowKeepsToItselfLeavesThatRowOut(bad: BadRow) throws {
        let table = Array((TestMaps.header + TestMaps.rows(500)).replacing("School 3,", with: "Thérèse,").utf8)
        let survey = try survey(table + bad.row)
        #expect(survey.rows == 501)
        #expect(survey.changedRows == 500 && survey.fingerprints.count == 500)
        #expect(survey.faults.map(\.description) == [bad.fault])
    }

    @Test func twoRowsThatContradictEachOtherAreBothLeftOut() throws {
        let survey = try survey(
            Array((TestMaps.header + TestMaps.rows(500) + "7,School 7,7,01/03/2024,4,9\n").utf8))
        #expect(survey.changedRows == 499)
        #expect(survey.faults.map(\.row) == [8, 502])
    }

    /// A third row between the two, equal to one of them, or late behind them, is no better witness.
    @Test(arguments: [["4", "2"], ["2", "4"], ["3", "4"]])
    func noneOfSeveralRowsThatContradictEachOtherIsUsed(grades: [String]) throws {
        let others = grades.map { "7,School 7,7,01/03/2024,\($0),9\n" }.joined()
        let survey = try survey(Array((TestMaps.header + TestMaps.rows(500) + others).utf8))
        #expect(survey.changedRows == 499 && survey.fingerprints.count == 499)
        #expect(survey.faults.map(\.row) == [8, 502, 503])
    }

    /// Told by their number, and not kept each: a large table full of faults must not fill the memory.
    @Test func faultsBeyondThoseOfTheLargestTableRefuseItAtOnce() {
        let bad = (1...300).map { "\($0),Oak,9,01/03/2024,7,9\n" }.joined()
        let fault = #expect(throws: TableFault.self) {
            try TableFile(
                Array((TestMaps.header + bad).utf8), map: TestMaps.schools, limits: TableLimits(rows: 10_000)
            ).survey()
        }
        #expect(fault?.description.contains("101 of 101 rows are at fault") == true, "\(fault?.description ?? "")")
    }

    @Test func aRowThatStandsThereTwiceIsOne() throws {
        let survey = try survey(Array((TestMaps.header + TestMaps.rows(20) + TestMaps.rows(20)).utf8))
        #expect(survey.fingerprints.count == 20 && survey.faults.isEmpty)
    }

    /// A cut row has fewer cells, or a cell less long: it must not pass for one that states another grade.
    @Test func aTableCutInItsMiddleLosesNoMoreThanItsLastRow() throws {
        let whole = Array((TestMaps.header + TestMaps.rows(200)).utf8)
        let last = "200,School 200,200,01/03/2024,2,9\n".utf8.count
        for cut in 1..<last {
            let survey = try survey(Array(whole.dropLast(cut)))
            #expect(
                survey.changedRows >= 199 && survey.changedRows + survey.faults.count == survey.rows, "cut by \(cut)")
        }
    }

    /// Half of the rows in another encoding: nobody can tell which half is right.
    @Test func twoEncodingsInOneTableRefuseIt() {
        let utf8 = Array((TestMaps.header + TestMaps.rows(100).replacing("School", with: "École")).utf8)
        let other = (101...200).flatMap { number -> [UInt8] in
            Array("\(number),".utf8) + [0xC9] + Array("cole,\(number),01/03/2024,2,9\n".utf8)
        }
        let fault = #expect(throws: TableFault.self) { try survey(utf8 + other) }
        #expect(fault?.description.contains("100 of 200 rows are at fault") == true, "\(fault?.description ?? "")")
    }

    @Test func tooManyBadRowsRefuseTheTable() throws {
        let table = TestMaps.header + TestMaps.rows(500)
        let bad = (1...11).map { "9\($0),Oak,9,01/03/2024,7,9\n" }
        #expect(try survey(Array((table + bad.prefix(5).joined()).utf8)).faults.count == 5)
        #expect(throws: TableFault.self) { try survey(Array((table + bad.joined()).utf8)) }
    }

    @Test func emptyTrailingColumnsAndShortRowsBehindTheLastNameDoNoHarm() throws {
        let table = TestMaps.header.replacing("\n", with: ",,,\n") + TestMaps.rows(20)
        #expect(try survey(Array(table.utf8)).faults.isEmpty)
    }
}
