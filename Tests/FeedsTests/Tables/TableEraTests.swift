import Inspections
import Testing

@testable import Feeds

/// Which columns a table must have, which may be missing, and which rows are meant.
@Suite struct TableEraTests {
    private static func inspection(_ change: (inout InspectionColumns<ColumnNames>) -> Void = { _ in })
        -> InspectionColumns<ColumnNames>
    {
        var columns = InspectionColumns(
            title: "inspection", framework: "f", start: ColumnNames(["Date"]),
            areas: [
                AreaColumn(area: "overall", column: ColumnNames(["Overall"])),
                AreaColumn(area: "care", column: ColumnNames(["Care"])),
                AreaColumn(area: "health", column: ColumnNames(["Health"], isOptional: true)),
            ], facts: ["safe": ColumnNames(["Safe?"])], codes: ["good": "good", "poor": "poor"], missing: ["n/k"])
        columns.number = ColumnNames(["Number"])
        columns.published = ColumnNames(["Published"])
        columns.end = ColumnNames(["End"])
        change(&columns)
        return columns
    }

    private static func map(_ eras: [TableEra<ColumnNames>]? = nil) -> ColumnMap {
        ColumnMap(
            eras: eras ?? [
                TableEra(
                    provider: ColumnNames(["Id"]), name: ColumnNames(["Name"]), region: ColumnNames(["Region"]),
                    inspections: [inspection()])
            ])
    }

    private func read(_ text: String, _ map: ColumnMap = map()) throws -> (
        survey: TableSurvey, inspections: [TableInspection]
    ) {
        let file = try TableFile(Array(text.utf8), map: map)
        let survey = try file.survey()
        var found: [TableInspection] = []
        try file.inspections(in: survey) { found.append($0) }
        return (survey, found)
    }

    private static let columns = [
        "Id", "Name", "Region", "Number", "Date", "End", "Published", "Overall", "Care", "Safe?",
    ]
    private static let cells = [
        "1", "Oak", "North", "77", "2024-03-01", "2024-03-05", "2024-04-01", "Good", "Poor", "Yes",
    ]

    /// Each column alone is taken away: the rest is read, and what is missing is named.
    @Test(arguments: ["Name", "Region", "Number", "End", "Published", "Overall", "Care", "Safe?"])
    func aColumnThatIsMissingRefusesOnlyWhatItCarries(column: String) throws {
        let kept = Self.columns.indices.filter { Self.columns[$0] != column }
        let text = [Self.columns, Self.cells].map { row in kept.map { row[$0] }.joined(separator: ",") }
        let read = try read(text.joined(separator: "\n"))
        #expect(read.survey.missing == [column])
        let inspection = try #require(read.inspections.first)
        #expect(inspection.providerID == "1" && inspection.dates.start?.iso == "2024-03-01")
        #expect(inspection.judgements.map(\.area) == ["overall", "care"].filter { $0 != column.lowercased() })
        #expect((inspection.number == nil) == (column == "Number"))
        #expect((inspection.published == nil) == (column == "Published"))
    }

    @Test(arguments: ["Id", "Date"]) func withoutProviderOrDateNothingIsRead(column: String) {
        let kept = Self.columns.indices.filter { Self.columns[$0] != column }
        let text = [Self.columns, Self.cells].map { row in kept.map { row[$0] }.joined(separator: ",") }
        let fault = #expect(throws: TableFault.self) { try read(text.joined(separator: "\n")) }
        guard case .noHeader(let missing) = fault?.cause else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(missing == [column])
    }

    @Test func withoutAnyAreaNothingIsRead() {
        #expect(throws: TableFault.self) { try read("Id,Name,Region,Number,Date,End,Published,Safe?\n1,,,,,,,\n") }
    }

    /// An area whose own day of grade has no column could be of any inspection.
    @Test func anAreaWithoutItsOwnDayIsNotRead() throws {
        let dated = Self.inspection {
            $0.areas = [
                AreaColumn(area: "overall", column: ColumnNames(["Overall"])),
                AreaColumn(area: "care", column: ColumnNames(["Care"]), graded: ColumnNames(["Care - date"])),
            ]
        }
        let map = Self.map([TableEra(provider: ColumnNames(["Id"]), inspections: [dated])])
        let text = [Self.columns, Self.cells].map { $0.joined(separator: ",") }.joined(separator: "\n")
        let read = try read(text, map)
        #expect(read.survey.missing == ["Care - date"])
        #expect(read.inspections.first?.judgements.map(\.area) == ["overall"])
    }

    @Test func theEraThatMissesTheFewestColumnsIsTheTables() throws {
        let old = Self.inspection {
            $0.areas = [AreaColumn(area: "overall", column: ColumnNames(["Overall"]))]
            ($0.published, $0.end, $0.number) = (nil, nil, nil)
            $0.facts = [:]
        }
        let eras = [
            TableEra(provider: ColumnNames(["Id"]), inspections: [Self.inspection()]),
            TableEra(provider: ColumnNames(["Id"]), inspections: [old]),
        ]
        let text = [Self.columns, Self.cells].map { $0.joined(separator: ",") }.joined(separator: "\n")
        for eras in [eras, eras.reversed()] {
            #expect(try read("Id,Date,Overall\n1,2024-03-01,Good\n", Self.map(eras)).survey.missing.isEmpty)
            let judgements = try read(text, Self.map([eras[0]])).inspections.first?.judgements.count
            #expect(judgements == (eras[0].inspections[0].areas.count == 1 ? 1 : 2))
        }
        #expect(try read(text, Self.map(eras)).inspections.first?.judgements.count == 2)
    }

    @Test func aHeaderMayStandFarBelow() throws {
        let lead = (1...40).map { "Note \($0)\n" }.joined()
        #expect(try read(lead + "Id,Date,Overall\n1,2024-03-01,Good\n").inspections.map(\.place) == ["row 42"])
    }

    // MARK: Which rows are meant

    @Test func onlyTheRowsThatAreMeantAreRead() throws {
        var map = Self.map()
        map.conditions = [RowCondition(column: ColumnNames(["Scheme"]), values: ["fhrs", "care home"])]
        let text = "Id,Date,Overall,Scheme\n1,2024-03-01,Good,FHRS\n2,2024-03-01,7,FHIS\n3,2024-03-01,Poor,Care  Home\n"
        let read = try read(text, map)
        #expect(read.inspections.map(\.providerID) == ["1", "3"])
        #expect(read.survey.rows == 2 && read.survey.faults.isEmpty)
        // Without the column nobody knew which are meant.
        let fault = #expect(throws: TableFault.self) { try self.read("Id,Date,Overall\n1,2024-03-01,Good\n", map) }
        #expect(fault?.description.contains("\"Scheme\" not found") == true)
    }

    @Test func anInspectionMayBeMeantForSomeRowsAlone() throws {
        let full = Self.inspection { $0.conditions = [RowCondition(column: ColumnNames(["Type"]), values: ["full"])] }
        let map = Self.map([TableEra(provider: ColumnNames(["Id"]), inspections: [full])])
        let text = "Id,Date,Overall,Type\n1,2024-03-01,Good,Full\n2,2024-03-01,5,Interim\n"
        let read = try read(text, map)
        #expect(read.inspections.map(\.providerID) == ["1"] && read.survey.faults.isEmpty)
    }

    // MARK: Ids of several columns, cells of several areas

    @Test func anIdMayStandInSeveralColumns() throws {
        var era = TableEra(inspections: [Self.inspection()])
        era.provider = [ColumnNames(["Authority"]), ColumnNames(["Id"])]
        let text = "Authority,Id,Date,Overall\nN,1,2024-03-01,Good\nS,1,2024-03-01,Poor\n,1,2024-03-01,Good\n"
        let rows = (2...200).map { "N,\($0),2024-03-01,Good\n" }.joined()
        let read = try read(text + rows, Self.map([era]))
        #expect(read.inspections.prefix(2).map(\.providerID) == ["N-1", "S-1"])
        #expect(read.survey.faults.map(\.description) == ["row 4, column 1 (Authority): names no provider"])
    }

    @Test func aCellMayStateSeveralAreas() throws {
        let packed = Self.inspection {
            $0.areas = []
            $0.packed = PackedColumn(
                column: ColumnNames(["Ratings"]), areas: ["overall": "overall", "self-care": "care"])
        }
        let map = Self.map([TableEra(provider: ColumnNames(["Id"]), inspections: [packed])])
        func read(_ cell: String) throws -> [String] {
            let rows = (2...200).map { "\($0),2024-03-01,Overall: Good\n" }.joined()
            let read = try self.read("Id,Date,Ratings\n1,2024-03-01,\"\(cell)\"\n" + rows, map)
            if let fault = read.survey.faults.first { return [fault.words] }
            return read.inspections.filter { $0.providerID == "1" }.flatMap(\.judgements).map {
                "\($0.area) \($0.grade)"
            }
        }
        #expect(try read("Overall: Good; Self-care: Poor") == ["overall good", "care poor"])
        #expect(try read("Overall = Good | Self-care: n/k") == ["overall good"])
        #expect(try read("Overall: Good\nSelf-care: Poor;") == ["overall good", "care poor"])
        #expect(try read("n/k") == [])
        #expect(try read("Overall: Fine") == ["\"Fine\" is not a grade in the feed's codes"])
        #expect(try read("Other: Good") == ["\"Other\" is not an area in the feed's codes"])
        #expect(try read("Overall: Good; Overall: Poor") == ["\"Poor\" is not a grade in the feed's codes"])
        #expect(try read("Good") == ["\"Good\" is not a grade in the feed's codes"])
    }

    /// From the first day to the last, both counted; a month where any of its days is.
    @Test(arguments: [
        ("2024-03-14", false), ("2024-03-15", true), ("2024-04-10", true), ("2024-04-11", false), ("Mar 2024", true),
        ("Apr 2024", true), ("Feb 2024", false), ("May 2024", false),
    ])
    func columnsHoldForTheDaysThatTheyAreSaidToHoldFor(day: String, holds: Bool) throws {
        let (from, until) = (CalendarDate(iso: "2024-03-15"), CalendarDate(iso: "2024-04-10"))
        let areas = [
            AreaColumn(area: "overall", column: ColumnNames(["Overall"])),
            AreaColumn(area: "care", column: ColumnNames(["Care"]), from: from, until: until),
        ]
        func map(from: CalendarDate?, until: CalendarDate?) -> ColumnMap {
            ColumnMap(eras: [
                TableEra(
                    provider: ColumnNames(["Id"]), name: ColumnNames(["Name"]),
                    inspections: [
                        InspectionColumns(
                            title: "inspection", framework: "f", start: ColumnNames(["Date"]), areas: areas,
                            codes: ["good": "good"], from: from, until: until)
                    ])
            ])
        }
        let text = "Id,Name,Date,Overall,Care\n1,Oak,\(day),Good,Good\n"
        #expect(
            try read(text, map(from: nil, until: nil)).inspections.map { $0.judgements.map(\.area) } == [
                holds ? ["overall", "care"] : ["overall"]
            ])
        #expect(try read(text, map(from: from, until: until)).inspections.count == (holds ? 1 : 0))
    }

    @Test(
        arguments: [
            ("Well-being: Good; Environment= Poor", ["Well-being Good", "Environment Poor"]),
            ("Care: and: Good|| |Health:Poor\n", ["Care: and Good", "Health Poor"]), ("", []), (" ; ", []),
            ("Good", ["-"]), (": Good", ["-"]), ("Care:", ["-"]), ("Care: Good; Poor", ["Care Good", "-"]),
        ] as [(String, [String])])
    func aCellWithSeveralGradesIsReadInPairs(text: String, pairs: [String]) {
        #expect(
            PackedColumn<ColumnNames>.pairs(in: text).map { pair in pair.map { "\($0.area) \($0.grade)" } ?? "-" }
                == pairs)
    }
}
