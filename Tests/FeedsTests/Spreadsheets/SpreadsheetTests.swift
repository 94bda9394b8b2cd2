import Inspections
import Testing

@testable import Feeds

/// Tables that lie in spreadsheets and archives.
@Suite struct SpreadsheetTests {
    private func read(
        _ bytes: [UInt8], limits: TableLimits = .current, _ change: (inout ColumnMap) -> Void = { _ in }
    ) throws -> [TableInspection] {
        var map = TestMaps.schools
        change(&map)
        let opened = try OpenedTable(bytes, map: map, limits: limits) { MemorySpool() }
        let file = try TableFile(opened.content, map: opened.map, limits: limits)
        var found: [TableInspection] = []
        try file.inspections(in: try file.survey()) { found.append($0) }
        return found
    }

    private func refusal(
        _ bytes: [UInt8], limits: TableLimits = .current, _ change: (inout ColumnMap) -> Void = { _ in }
    ) -> String {
        let fault = #expect(throws: TableFault.self) { try read(bytes, limits: limits, change) }
        return fault?.description ?? ""
    }

    private static let names = [
        "URN", "School name", "URN at time", "Inspection start date", "Overall effectiveness", "Early years",
    ]
    private static let row = ["7", "St Mary&apos;s &amp; St John&#8217;s", "7", "2024-03-01", "2", "9"]

    // MARK: OpenDocument

    @Test func theFirstSheetWithAHeaderIsTheTable() throws {
        let cover = TestArchive.sheet("Cover", [["About"], ["These are official statistics"]])
        let lead = [["Latest inspections"], ["This worksheet contains one table."], []]
        let found = try read(
            TestArchive.ods(
                cover + TestArchive.sheet("Schools", lead + [Self.names, Self.row])
                    + TestArchive.sheet("More", [Self.names])))
        #expect(found.map(\.providerName) == ["St Mary's & St John’s"])
        // Its rows have the numbers that they have in the sheet.
        #expect(found.map(\.place) == ["row 5"])
    }

    @Test func aSheetIsReadByItsName() throws {
        var other = Self.row
        other[0] = "8"
        let bytes = TestArchive.ods(
            TestArchive.sheet("A", [Self.names, Self.row]) + TestArchive.sheet("B", [Self.names, other]))
        #expect(try read(bytes) { $0.sheet = "b" }.map(\.providerID) == ["8"])
        #expect(refusal(bytes) { $0.sheet = "C" }.contains("the spreadsheet has no sheet \"C\"; it has \"A\", \"B\""))
    }

    @Test func valuesAreReadAsTheyAreStored() throws {
        let cells = """
            <table:table-cell office:value-type="float" office:value="7"><text:p>7.00</text:p></table:table-cell>\
            <table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p></office:annotation>\
            <text:p>Oak<text:s text:c="2"/>Lane</text:p></table:table-cell><table:table-cell/>\
            <table:table-cell office:value-type="date" office:date-value="2024-03-01T00:00:00"><text:p>1 Mar</text:p></table:table-cell>\
            <table:table-cell office:value-type="float" office:value="2" table:number-columns-repeated="2"><text:p>2</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated="16378"/>
            """
        let header = TestArchive.sheet("A", [Self.names]).replacing("</table:table>", with: "")
        let found = try read(
            TestArchive.ods(
                header + "<table:table-row>\(cells)</table:table-row>"
                    + "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
            ))
        let inspection = try #require(found.first)
        #expect(inspection.providerID == "7" && inspection.providerName == "Oak Lane")
        #expect(inspection.dates.start?.iso == "2024-03-01")
        #expect(inspection.judgements.map(\.printed) == ["2", "2"])
    }

    // MARK: Excel

    private static let shared = names + ["Oak, \"Lane\"", "Good <b>"]

    private static func cells(_ row: Int, _ cells: [(String, String)]) -> String {
        "<row r=\"\(row)\">" + cells.map { "<c r=\"\($0.0)\(row)\"\($0.1)</c>" }.joined() + "</row>"
    }

    private static let head = cells(
        3, zip("ABCDEF", 0...5).map { (String($0), " t=\"s\"><v>\($1)</v>") })
    private static let days =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/><numFmt numFmtId=\"165\" formatCode=\"0.0&quot;d&quot;\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>"

    @Test(arguments: [(false, "45352", "2024-03-01"), (true, "43890", "2024-03-01")])
    func anExcelSheetIsRead(is1904: Bool, serial: String, expected: String) throws {
        let rows =
            Self.head
            + Self.cells(
                5,
                [
                    ("A", "><v>7</v>"), ("B", " t=\"s\"><v>6</v>"), ("D", " s=\"1\"><v>\(serial)</v>"),
                    ("E", " s=\"2\"><v>2</v>"),
                    ("F", " t=\"inlineStr\"><is><r><t>not </t></r><r><t>judged</t></r></is>"),
                ])
        let found = try read(
            TestArchive.xlsx(
                sheets: [("Notes", "<row r=\"1\"><c t=\"inlineStr\"><is><t>About</t></is></c></row>"), ("Data", rows)],
                strings: Self.shared, styles: Self.days, is1904: is1904))
        let inspection = try #require(found.first)
        #expect(
            inspection.place == "row 5" && inspection.providerID == "7" && inspection.providerName == "Oak, \"Lane\"")
        #expect(inspection.dates.start?.iso == expected && inspection.judgements.map(\.printed) == ["2"])
    }

    /// A day that no style shows as one is a number, and is read where a day is looked for.
    @Test func aNumberInAColumnOfDaysIsADay() throws {
        let rows =
            Self.head
            + Self.cells(
                4,
                [
                    ("A", "><v>7</v>"), ("C", "><v>7</v>"), ("D", "><v>45352</v>"), ("E", "><v>2</v>"),
                    ("F", "><v>9</v>"),
                ])
        let found = try read(TestArchive.xlsx(sheets: [("Data", rows)], strings: Self.shared))
        #expect(found.map(\.dates.start?.iso) == ["2024-03-01"])
    }

    /// As Java and others store every number.
    @Test(arguments: [
        ("1001", "2"), ("1001.0", "2.0"), ("1.001E3", "2.0E0"), ("1001.00", "2."), ("1001.5", "2"), ("1E400", "2"),
        ("-0.0", "2"), ("1234567890123456789", "2"),
    ])
    func aWholeNumberIsReadWithoutPointAndExponent(id: String, grade: String) throws {
        let expected = ["1001.5", "1E400", "1234567890123456789"].contains(id) ? id : id == "-0.0" ? "0" : "1001"
        let rows =
            Self.head
            + Self.cells(4, [("A", "><v>\(id)</v>"), ("D", "><v>45352.0</v>"), ("E", "><v>\(grade)</v>")])
        let office = try read(TestArchive.xlsx(sheets: [("Data", rows)], strings: Self.shared))
        let cells = [("float", id), ("", ""), ("", ""), ("date", "2024-03-01"), ("float", grade)].map { type, value in
            "<table:table-cell office:value-type=\"\(type)\" office:\(type == "date" ? "date-" : "")value=\"\(value)\"/>"
        }
        let header = TestArchive.sheet("A", [Self.names]).replacing("</table:table>", with: "")
        let open = try read(
            TestArchive.ods(header + "<table:table-row>\(cells.joined())</table:table-row></table:table>"))
        for found in [office, open] {
            #expect(found.map(\.providerID) == [expected])
            #expect(found.map(\.dates.start?.iso) == ["2024-03-01"])
            #expect(found.flatMap(\.judgements).map(\.grade) == ["good"])
        }
    }

    // MARK: Archives

    private static let csv = Array((TestMaps.header + TestMaps.rows(3)).utf8)

    @Test(arguments: [true, false]) func theOneTableOfAnArchiveIsRead(isStored: Bool) throws {
        let archive = TestArchive.zip(
            [("read me.md", Array("About".utf8)), ("data/schools.csv", Self.csv)], isStored: isStored)
        #expect(try read(archive).count == 3)
    }

    @Test func anArchiveWithLargeNumbersIsRead() throws {
        let archive = TestArchive.largeZip([("read me.md", Array("About".utf8)), ("data/schools.csv", Self.csv)])
        #expect(try read(archive).count == 3)
    }

    @Test(arguments: ["size", "compressed", "offset", "count", "length", "list", "end"], [Int.max, -1, 1 << 40, 3])
    func aLargeNumberThatIsWrongIsNamedAndNeverTraps(place: String, number: Int) throws {
        let archive = TestArchive.largeZip([("data/schools.csv", Self.csv)], large: [place: number])
        // How long the file is, its bytes tell.
        if place == "size" { return #expect(try read(archive).count == 3) }
        #expect(refusal(archive).contains("the archive "))
    }

    @Test func aByteOfALargeArchiveThatIsChangedNeverTraps() {
        let whole = TestArchive.largeZip([("data/schools.csv", Self.csv)])
        for index in whole.indices {
            for value in [0x00, 0x7F, 0xFF] as [UInt8] {
                var changed = whole
                changed[index] = value
                if let found = try? read(changed) { #expect(found.count <= 3) }
            }
        }
    }

    @Test func aFileOfAnArchiveIsReadByItsName() throws {
        let archive = TestArchive.zip([("a.csv", Array("x".utf8)), ("data/b.csv", Self.csv)])
        #expect(
            refusal(archive).contains(
                "the archive has 2 tables: name one as `member:`; it has \"a.csv\", \"data/b.csv\""))
        for name in ["data/b.csv", "B.csv"] { #expect(try read(archive) { $0.member = name }.count == 3) }
        #expect(refusal(archive) { $0.member = "c.csv" }.contains("the archive has no \"c.csv\""))
        #expect(refusal(TestArchive.zip([("a.pdf", [1])])).contains("the archive has no table"))
    }

    @Test func aSpreadsheetInAnArchiveIsRead() throws {
        let ods = TestArchive.ods(TestArchive.sheet("A", [Self.names, Self.row]))
        #expect(try read(TestArchive.zip([("schools.ods", ods)])).count == 1)
    }

    // MARK: What is none, or too much

    @Test func aMillionColumnsAreNamed() {
        let wide =
            "<table:table table:name=\"A\"><table:table-row>"
            + String(repeating: "<table:table-cell><text:p>x</text:p></table:table-cell>", count: 5000)
            + "</table:table-row></table:table>"
        #expect(refusal(TestArchive.ods(wide)) == "row 1, column 4097: more than 4096 columns (limits.columns)")
        let repeated =
            "<table:table table:name=\"A\"><table:table-row><table:table-cell table:number-columns-repeated=\"1000000\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        #expect(refusal(TestArchive.ods(repeated)) == "row 1, column 4097: more than 4096 columns (limits.columns)")
    }

    @Test func aMillionEqualRowsAreReadAsOften() throws {
        let header = TestArchive.sheet("A", [Self.names, Self.row]).replacing(
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>7",
            with:
                "<table:table-row table:number-rows-repeated=\"9000000\"><table:table-cell office:value-type=\"string\"><text:p>7"
        )
        #expect(refusal(TestArchive.ods(header)).contains("more than 5000000 rows"))
    }

    /// A file that expands a thousand times is no table, wherever its limit would come.
    @Test func aBombIsNamedBeforeItFillsTheDisk() {
        let zeros = TestArchive.ods(
            String(repeating: "<a/>", count: 500_000) + TestArchive.sheet("A", [Self.names]))
        var limits = TableLimits.current
        limits.trustedBytes = 1 << 16
        #expect(refusal(zeros, limits: limits).contains("more than 200 times its compressed size"))
        limits = .current
        limits.expandedBytes = 1 << 20
        #expect(
            refusal(TestArchive.zip([("a.csv", [UInt8](repeating: 0, count: 1 << 21))]), limits: limits).contains(
                "has more than 1 MB"))
    }

    @Test func whatIsDamagedIsNamed() throws {
        let whole = TestArchive.zip([("a.csv", Self.csv)], isStored: false)
        #expect(refusal(Array(whole.dropLast(30))).contains("the list of its files is missing"))
        var changed = whole
        changed[50] ^= 0xFF
        #expect(refusal(changed).contains("damaged"))
        #expect(
            refusal(TestArchive.zip([("content.xml", Array("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>".utf8))])).contains(
                "declares a document type"))
        #expect(
            refusal(TestArchive.zip([("content.xml", Array("no markup".utf8))])).contains(
                "no sheet of the spreadsheet has a header"))
        #expect(
            refusal(TestArchive.zip([("xl/workbook.xml", Array("<workbook/>".utf8))])).contains(
                "xl/_rels/workbook.xml.rels is missing"))
        let long = "<a b=\"" + String(repeating: "x", count: 200_000) + "\"/>"
        #expect(refusal(TestArchive.ods(long)).contains("longer than 64 KB"))
    }

    /// Cut anywhere, it is refused or read as what stood before the cut; it never traps.
    @Test func aSpreadsheetCutAnywhereNeverTraps() {
        let whole = TestArchive.ods(TestArchive.sheet("A", [Self.names, Self.row]), isStored: true)
        for cut in stride(from: 1, to: whole.count, by: 7) {
            #expect(throws: TableFault.self) { try read(Array(whole.dropLast(cut))) }
        }
    }
}
