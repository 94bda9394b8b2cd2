import Inspections
import Testing

@testable import Feeds

/// How the dates of tables are printed, and which of them can be read without being told.
@Suite struct TableDateTests {
    @Test(
        arguments: [
            ("20130418", "2013-04-18"), ("2014-07-08", "2014-07-08"), ("2014/07/08", "2014-07-08"),
            ("2014.7.8", "2014-07-08"), ("8 July 2014", "2014-07-08"), ("8th July 2014", "2014-07-08"),
            ("1st of March 2024", "2024-03-01"), ("08-Jul-14", "2014-07-08"), ("08-Jul-2014", "2014-07-08"),
            ("2014-Jul-08", "2014-07-08"), ("July 8, 2014", "2014-07-08"), ("Tuesday 8 July 2014", "2014-07-08"),
            ("Tue, 8 Jul 2014", "2014-07-08"), ("2013-04-18 00:00:00", "2013-04-18"),
            ("2013-04-18T00:00:00Z", "2013-04-18"), ("2024-03-31T00:00", "2024-03-31"),
            ("8 July 2014 00:00", "2014-07-08"), ("31-Mar-69", "1969-03-31"), ("31-Mar-68", "2068-03-31"),
            ("05/05/2024", "2024-05-05"), ("Sep 2018", "2018-09"), ("September 2018", "2018-09"),
            ("2024-05-15T23:00:00Z", "2024-05-16"), ("2024-05-15T23:00:00.000Z", "2024-05-16"),
            ("2024-05-15T22:59:59Z", "2024-05-15"), ("2024-01-15T23:00:00Z", "2024-01-15"),
            ("2024-05-15T23:00:00", "2024-05-15"), ("2024-05-15T23:00:00+02:00", "2024-05-15"),
            ("1 August 2024", "2024-08-01"), ("August 2024", "2024-08"), ("22nd August 2024", "2024-08-22"),
        ])
    func whatCannotMeanTwoDaysIsReadWithoutBeingTold(printed: String, expected: String) {
        #expect(TableDate.day(printed, forms: DateForms())?.iso == expected)
        for order in DateForms.Order.allCases where printed != "05/05/2024" {
            #expect(TableDate.day(printed, forms: DateForms(order: order))?.iso == expected, "\(order)")
        }
    }

    @Test(
        arguments: [
            ("03/04/2024", "2024-04-03", "2024-03-04", nil), ("3.4.2024", "2024-04-03", "2024-03-04", nil),
            ("03/04/05", "2005-04-03", "2005-03-04", "2003-04-05"), ("18/02/25 00:00", "2025-02-18", nil, "2018-02-25"),
            ("4/18/2013 12:00:00 AM", nil, "2013-04-18", nil),
        ] as [(String, String?, String?, String?)])
    func threeNumbersAreReadByTheirOrder(printed: String, dmy: String?, mdy: String?, ymd: String?) {
        #expect(TableDate(printed, forms: DateForms()) == .needsOrder)
        #expect(TableDate.day(printed, forms: DateForms(order: .dmy))?.iso == dmy)
        #expect(TableDate.day(printed, forms: DateForms(order: .mdy))?.iso == mdy)
        #expect(TableDate.day(printed, forms: DateForms(order: .ymd))?.iso == ymd)
    }

    @Test(arguments: [
        "soon", "", "2024", "31/02/2024", "2024-02-30", "32/01/2024", "1/2/3/2024", "8 Juli", "20139918", "01022013",
        "8 July 20145", "008 July 2014", "8 July +024", "8 July 014", "8 Mon July 2014", "Sun8 July 2014", "020240331",
        "19000229", "18991231", "21010101", "003/04/2024", "03/004/2024", "03/04/024", "2024/04/2024", "3a/04/2024",
        "41382", "1 2 3 4", "2018-09", "09/2018", "Sep-18", "-", "8//2014", "0/0/0000", "٣/٤/٢٠٢٤x",
    ])
    func whatIsNoDateIsNone(printed: String) {
        #expect(TableDate(printed, forms: DateForms()) == .none)
    }

    @Test(arguments: [
        ("Sep-18", "2018-09"), ("Sep 18", "2018-09"), ("09/2018", "2018-09"), ("2018-09", "2018-09"),
        ("Sep 2018", "2018-09"),
    ])
    func monthsAreReadWhereTheFeedSaysSo(printed: String, expected: String) {
        let day = TableDate.day(printed, forms: DateForms(readsMonths: true))
        #expect(day?.iso == expected && day?.isMonth == true)
    }

    @Test(arguments: [
        "18/9", "9/18", "2018-009", "009/2018", "201-09", "09/218", "2018-13", "00/2018", "2018/2018", "Sep-018",
    ])
    func whatIsNoMonthIsNone(printed: String) {
        #expect(TableDate(printed, forms: DateForms(readsMonths: true)) == .none)
    }

    /// A number that leaves one order only is read by the order of its table all the same: one slip must not pass.
    @Test(arguments: ["25/04/2024", "04/25/2024", "25/04/24", "05/05/24", "05/05/05"])
    func oneDateDoesNotTellTheOrderOfItsTable(printed: String) {
        #expect(TableDate(printed, forms: DateForms()) == .needsOrder)
    }

    /// In which order alone three numbers can be a day.
    @Test(
        arguments: [
            ("13/12/2024", .dmy), ("12/13/2024", .mdy), ("12/12/2024", nil), ("13/13/2024", nil), ("31/12/2024", .dmy),
            ("32/12/2024", nil), ("12/31/2024", .mdy), ("12/32/2024", nil), ("31/04/03", .dmy), ("32/04/03", .ymd),
            ("12/04/03", nil), ("12/13/03", .mdy), ("25/13/24", nil),
        ] as [(String, DateForms.Order?)])
    func aNumberBeyondTheTwelfthProvesTheOrder(printed: String, order: DateForms.Order?) throws {
        #expect(try #require(TableDate.numbers(in: printed)).proof == order)
    }

    @Test(arguments: ["", "2024", "03/04", "1/2/3/4", "2024-03-04", "3 April 2024", "003/4/2024", "3a/4/2024"])
    func whatIsNotThreeNumbersProvesNothing(printed: String) {
        #expect(TableDate.numbers(in: printed) == nil)
    }

    @Test(arguments: ["+4138", "4138", "413825", "41382.7a", "4138a", ""])
    func whatIsNoWholeNumberOfASpreadsheetIsNoDay(printed: String) {
        #expect(TableDate(printed, forms: DateForms(serialBase: .year1900)) == .none)
    }

    @Test func aSpreadsheetsNumbersAreDays() {
        #expect(TableDate.day("41382", forms: DateForms(serialBase: .year1900))?.iso == "2013-04-18")
        #expect(TableDate.day("41382.75", forms: DateForms(serialBase: .year1900))?.iso == "2013-04-18")
        #expect(TableDate.day("39920", forms: DateForms(serialBase: .year1904))?.iso == "2013-04-18")
        #expect(TableDate("7", forms: DateForms(serialBase: .year1900)) == .none)
    }

    // MARK: The order that a table proves

    private func dates(_ texts: [String], _ order: DateForms.Order? = nil) throws -> [String] {
        var map = TestMaps.schools
        map.dates.order = order
        let rows = texts.enumerated().map { "\($0 + 1),School,1,\($1),2,9\n" }.joined()
        let file = try TableFile(Array((TestMaps.header + rows).utf8), map: map)
        var found: [String] = []
        try file.inspections(in: try file.survey()) { found.append($0.dates.start?.iso ?? "") }
        return found
    }

    @Test func oneDayBeyondTheTwelfthProvesTheOrderOfAll() throws {
        #expect(try dates(["03/04/2024", "25/04/2024"]) == ["2024-04-03", "2024-04-25"])
        #expect(try dates(["03/04/2024", "04/25/2024"]) == ["2024-03-04", "2024-04-25"])
        #expect(try dates(["03/04/24", "25/04/24", "11/04/25"]) == ["2024-04-03", "2024-04-25", "2025-04-11"])
        #expect(try dates(["98/04/03", "99/04/25"]) == ["1998-04-03", "1999-04-25"])
    }

    @Test(arguments: [
        ["03/04/2024", "12/11/2023"], ["03/04/24"], ["03/04/2024", "25/04/2024", "04/25/2024"],
        ["24/03/01", "23/03/30", "22/01/15"],
    ])
    func whatProvesNoOrderOrTwoIsRefusedWithTheKeyToAdd(texts: [String]) throws {
        let fault = #expect(throws: TableFault.self) { try dates(texts) }
        #expect(fault?.cause == .needsOrder(texts[0]))
        #expect(fault.map(TableHint.text)?.contains("add `dates: dmy`") == true)
    }

    @Test func whatTheFeedSaysNeedsNoProof() throws {
        #expect(try dates(["03/04/2024"], .dmy) == ["2024-04-03"])
        #expect(try dates(["03/04/2024"], .mdy) == ["2024-03-04"])
    }

    /// In a table of another order than the feed says half of the days are none: nothing of it is read.
    @Test func aTableOfAnotherOrderThanIsSaidIsRefused() {
        let texts = (1...28).map { "03/\($0 < 10 ? "0" : "")\($0)/2024" }
        #expect(throws: TableFault.self) { try dates(texts, .dmy) }
    }

    @Test func oneSlipAmongManyProofsLeavesItsRowOut() throws {
        let texts = (0..<200).map { _ in "25/04/2024" } + ["04/25/2024"]
        #expect(try dates(texts).count == 200)
    }

    /// One in a hundred may be a slip, no more.
    @Test(arguments: [(100, 100), (99, nil)] as [(Int, Int?)])
    func oneSlipInAHundredIsForgiven(proofs: Int, read: Int?) throws {
        let texts = (0..<proofs).map { _ in "25/04/2024" } + ["04/25/2024"]
        #expect((try? dates(texts))?.count == read)
    }

    /// Years of two digits may stand first where the last numbers are spread wider than the first.
    @Test(
        arguments: [
            (["25/04/24", "26/04/25"], ["2024-04-25", "2025-04-26"]), (["25/04/23", "26/04/25"], nil),
            (["25/04/2010", "25/04/2024"], ["2010-04-25", "2024-04-25"]),
        ] as [([String], [String]?)])
    func theSpreadOfTheNumbersTellsWhereTheYearMayStand(texts: [String], read: [String]?) {
        #expect((try? dates(texts)) == read)
    }

    /// The next release has lost a row, or has one more, and no date that tells of itself that an order is needed.
    @Test(arguments: [
        ("1,A,1,25/04/2020,2,9\n2,B,2,03/04/2024,2,9\n", ["2020-04-25"]),
        ("2,B,2,03/04/2024,2,9\n3,C,3,25/04/2020,2,9\n", []),
        ("1,A,1,25/04/2020,2,9\n1,A,1,2024-03-05,2,9\n2,B,2,03/04/2024,2,9\n", ["2020-04-25", "2024-03-05"]),
        ("1,A,1,25/04/2020,2,9\n2,B,2,03/04/2024,2,9\n3,C,3,2024-03-05,2,9\n", ["2020-04-25", "2024-03-05"]),
    ])
    func aKnownRowThatIsReadAgainHasTheOrderOfItsTable(rows: String, read: [String]) throws {
        var map = TestMaps.schools
        map.dates.order = nil
        let before = "1,A,1,25/04/2020,2,9\n1,A,1,26/04/2021,2,9\n2,B,2,03/04/2024,2,9\n3,C,3,25/04/2020,2,9\n"
        let known = try TableFile(Array((TestMaps.header + before).utf8), map: map).survey().fingerprints
        let file = try TableFile(Array((TestMaps.header + rows).utf8), map: map)
        var found: [String] = []
        try file.inspections(in: try file.survey(known: known)) { found.append($0.dates.start?.iso ?? "") }
        #expect(found == read)
    }

    /// What is left of the table proves no order any more: it is refused as any other.
    @Test func aKnownRowThatIsReadAgainWhereNoOrderIsProvedIsRefused() throws {
        var map = TestMaps.schools
        map.dates.order = nil
        let (proof, rest) = ("1,A,1,25/04/2020,2,9\n", "1,A,1,03/04/2024,2,9\n")
        let known = try TableFile(Array((TestMaps.header + proof + rest).utf8), map: map).survey().fingerprints
        let file = try TableFile(Array((TestMaps.header + rest).utf8), map: map)
        let fault = #expect(throws: TableFault.self) { try file.survey(known: known) }
        #expect(fault?.cause == .needsOrder("03/04/2024"))
    }

    @Test func knownRowsNeedNoOrder() throws {
        var map = TestMaps.schools
        let bytes = Array((TestMaps.header + TestMaps.rows(20)).utf8)
        let known = try TableFile(bytes, map: map).survey().fingerprints
        map.dates.order = nil
        #expect(try TableFile(bytes, map: map).survey(known: known).changedRows == 0)
    }
}
