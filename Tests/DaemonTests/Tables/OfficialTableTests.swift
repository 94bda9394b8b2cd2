import Feeds
import Foundation
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import Text
@testable import YAML

/// The official tables' columns, era by era, as their publisher named them.
@Suite struct OfficialTableTests {
    private func read(_ table: BuiltInTable, _ rows: [[String]], lead: String = "") throws -> [TableInspection] {
        let text = rows.map { row in
            row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\r\n"
        }.joined()
        return try read(table, Array((lead + text).utf8))
    }

    private func read(_ table: BuiltInTable, _ bytes: [UInt8]) throws -> [TableInspection] {
        let map = try #require(TableConfiguration.builtIn(table))
        let opened = try OpenedTable(bytes, map: map) { MemorySpool() }
        let file = try TableFile(opened.content, map: opened.map)
        let survey = try file.survey()
        #expect(survey.missing.isEmpty, "\(survey.missing)")
        #expect(survey.faults.isEmpty, "\(survey.faults.first?.description ?? "")")
        var found: [TableInspection] = []
        try file.inspections(in: survey) { found.append($0) }
        return found
    }

    private func grades(_ inspection: TableInspection?) -> [String: String] {
        Dictionary(
            (inspection?.judgements ?? []).map { ($0.area, $0.grade) }, uniquingKeysWith: { first, _ in first })
    }

    private static let home = ["EY100001", "Oak Nursery", "South West"]
    private static let place = ["Provider URN", "Provider name", "Ofsted region"]

    @Test(
        arguments: [
            // Upper case and prefix of 2024, and neither of 2019.
            [
                "Most Recent Full: Inspection Number", "Most Recent Full: Inspection Date",
                "Most Recent Full: Overall Effectiveness", "Most Recent Full: Quality of Education",
                "Most Recent Full: Behaviour and Attitudes", "Most Recent Full: Personal Development",
                "Most Recent Full: Effectiveness of Leadership and Management",
                "Most Recent Full: Safeguarding is Effective?",
            ],
            [
                "Most recent full: Inspection number", "Most recent full: Inspection date",
                "Most recent full: Overall effectiveness", "Quality of education", "Behaviour and attitudes",
                "Personal development", "Effectiveness of leadership and management", "Safeguarding is effective?",
            ],
        ])
    func childcareIsReadUnderEachOfItsHeaders(columns: [String]) throws {
        let rows = [Self.place + columns, Self.home + ["10200001", "05/03/2024", "2", "2", "1", "NULL", "3", "Yes"]]
        let found = try read(
            .childcare, rows, lead: "Childcare providers as at 31 March 2024\r\nThis worksheet contains one table.\r\n")
        #expect(found.map(\.number) == ["10200001"] && found.map(\.dates.start?.iso) == ["2024-03-05"])
        #expect(found.first?.framework == "early-years" && found.first?.providerID == "EY100001")
        #expect(
            grades(found.first) == [
                "overall-effectiveness": "good", "quality-of-education": "good",
                "behaviour-and-attitudes": "outstanding", "leadership-and-management": "requires-improvement",
            ])
    }

    @Test func childcareBefore2019StatesOneGrade() throws {
        let columns = [
            "Most recent full: Inspection number", "Most recent full: Inspection date",
            "Most recent full: Overall effectiveness",
        ]
        let found = try read(.childcare, [Self.place + columns, Self.home + ["1", "05/03/2018", "4"]])
        #expect(grades(found.first) == ["overall-effectiveness": "inadequate"])
    }

    @Test func childcareSince2026HasAReportCardBesideTheGradesBeforeIt() throws {
        let card = [
            "Inspection number", "Inspection date", "Inclusion", "Curriculum and teaching", "Achievement",
            "Behaviour, attitudes and establishing routines", "Children's welfare and wellbeing",
            "Leadership and governance", "Safeguarding standards met?",
        ].map { "EYR REIF: Most recent: " + $0 }
        let graded =
            ["Full inspection number", "Full inspection date", "Quality of education", "Behaviour and attitudes"].map {
                "EYR OEIF: Most recent: " + $0
            } + [
                "EYR OEIF: Most recent: Personal development", "EYR OEIF/CIF: Most recent: Overall effectiveness",
                "EYR OEIF/CIF: Most recent: Effectiveness of leadership and management",
                "EYR OEIF: Most recent: Safeguarding is effective?",
            ]
        let strong = ["Strong standard", "Expected standard", "Exceptional", "Needs attention", "Strong standard"]
        let found = try read(
            .childcare,
            [
                Self.place + card + graded,
                Self.home + ["2", "12/01/2026"] + strong + ["Urgent improvement", "Met", "1", "05/03/2020", "2", "2"]
                    + ["2", "2", "2", "Yes"],
                ["EY100002", "REDACTED", ""] + [String](repeating: "", count: card.count + graded.count),
            ])
        #expect(found.map(\.framework) == ["early-years", "early-years-report-card"])
        #expect(grades(found.last)["behaviour-attitudes-and-routines"] == "needs-attention")
        #expect(grades(found.last)["safeguarding-standards"] == "met")
        #expect(found.last?.judgements.count == 7 && found.first?.judgements.count == 5)
    }

    @Test func furtherEducationIsReadUnderEachOfItsHeaders() throws {
        let place = ["Provider URN", "Provider UKPRN", "Provider name", "Local authority", "Region", "Ofsted region"]
        let college = ["130000", "10000001", "Oak College", "Devon", "South West", "South West"]
        let until2025 = [
            "Inspection number", "First day of inspection", "Last day of Inspection", "Date published",
            "Overall effectiveness", "Quality of education", "Behaviour and attitudes", "Personal development",
            "Effectiveness of leadership and management", "Is safeguarding effective?",
        ]
        let latest = try read(
            .furtherEducation,
            [
                place + until2025,
                college + ["7", "05/03/2024", "08/03/2024", "01/05/2024", "2", "2", "9", "-", "1", "Yes"],
            ])
        #expect(
            grades(latest.first) == [
                "overall-effectiveness": "good", "quality-of-education": "good",
                "leadership-and-management": "outstanding",
            ])
        #expect(latest.first?.dates.end?.iso == "2024-03-08" && latest.first?.providerID == "130000")

        let kinds = [
            "Education programmes for young people", "Adult learning programmes", "Apprenticeships",
            "Provision for learners and apprentices with high needs",
        ].flatMap { kind in
            ["curriculum, teaching and training", "achievement", "participation and development"].map {
                "\(kind) - \($0)"
            }
        }
        let card =
            ["Inspection number", "First day of inspection", "Date published", "Safeguarding standards", "Inclusion"]
            + ["Leadership and governance", "Contribution to meeting skills needs"] + kinds
        let expected = [String](repeating: "Expected standard", count: 3)
        let found = try read(
            .furtherEducation,
            [
                place + card,
                college + ["8", "20/01/2026", "01/03/2026", "Met"] + expected + expected
                    + [String](repeating: "Not applicable", count: 9),
            ])
        #expect(found.map(\.framework) == ["further-education-report-card"])
        #expect(found.first?.judgements.count == 7)
        #expect(grades(found.first)["young-people-participation"] == "expected-standard")
    }

    /// Social care providers under the names that their columns have had: each release is read with the grade in its
    /// place.
    @Test(
        arguments: [
            // 2013: words, with visits that only say whether requirements are met.
            (
                "Provider URN,Registration status,Provider name,Event number,Event date,Event Type Group,Overall effectiveness,"
                    + "\"Experiences and progress of, and outcomes for, children and young people\",Quality of service,"
                    + "Safeguarding children and young people,Leadership and management\n",
                "SC1,Active,Oak,77,05/02/2014,Full inspection,Requires Improvement,Good,Adequate,Good,Inadequate\n"
                    + "SC2,Active,Elm,78,06/02/2014,Monitoring Visit,Good Progress,,,,\n", "social-care-before-2017",
                [
                    "overall-effectiveness": "requires-improvement", "outcomes": "good", "quality-of-care": "adequate",
                    "safeguarding": "good", "leadership-and-management": "inadequate",
                ]
            ),
            // 2014: numbers, which are directions in other inspections than full ones.
            (
                "Provider URN,Provider status,Provider name,government_office_region_name,Event number,Event date,Event type group,"
                    + "Overall effectiveness,Outcomes in education and related learning activities,Outcomes for children and young people,"
                    + "Quality of care,Safeguarding children and young people,Leadership and management\n",
                "SC1,Active,Redacted,London,77,05/02/2014,Full inspection,3,0,2,2,2,4\n"
                    + "SC2,Active,Redacted,London,78,06/02/2014,Interim inspection,5,0,3,3,3,3\n",
                "social-care-before-2017",
                [
                    "overall-effectiveness": "adequate", "outcomes": "good", "quality-of-care": "good",
                    "safeguarding": "good", "leadership-and-management": "inadequate",
                ]
            ),
            // 2015.
            (
                "Web link,URN,Reg Status,Setting Name,Region,Inspection type,Inspection Date,Inspection ID,Overall effectiveness,"
                    + "Outcomes for children and young people,Quality of care,The safety of children and young people,"
                    + "Leadership and management,Outcomes in education and related learning activities\n",
                "x,SC1,Active,Oak,London,Full inspection,27/03/2015,77,Adequate,Good,Good,Good,Outstanding,\n"
                    + "x,SC2,Active,Elm,London,SC Interim,18/03/2015,78,Improved Effectiveness,,,,,\n",
                "social-care-before-2017",
                [
                    "overall-effectiveness": "adequate", "outcomes": "good", "quality-of-care": "good",
                    "safeguarding": "good", "leadership-and-management": "outstanding",
                ]
            ),
            // 2022: the inspections of a year, each column with its prefix.
            (
                "Web link,URN,Name,Ofsted region,Inspection event type,Inspection date,Inspection publication date,"
                    + "Inspection event number,Inspection overall experiences and progress of children and young people,"
                    + "Inspection outcomes in education and related learning activities,Inspection health services,"
                    + "Inspection how well children and young people are helped and protected,"
                    + "Inspection the effectiveness of leaders and managers,,\n",
                "x,1027158,REDACTED,London,Full inspection,12/10/2021,16/11/2021,77,Good,Outstanding,Good,Inadequate,Good,,\n",
                "sccif",
                [
                    "overall-experiences-and-progress": "good", "education": "outstanding", "health": "good",
                    "helped-and-protected": "inadequate", "leaders-and-managers": "good",
                ]
            ),
            // 2017: a row of groups above the names, and a column without one behind them.
            (
                "Provider information,,,,,Latest Full Inspection,,,,,,,,,\nWeb link,URN,Name,Ofsted Region,Government Office Region,"
                    + "Event type,Inspection date,Publication date,Event number,Overall effectiveness,Outcomes for children and young people,"
                    + "Quality of care,Safeguarding children and young people,Leadership and management,\n",
                "x,1027076,Oak,South East,South East,Full inspection,24/06/2016,08/08/2016,77,Inadequate,Requires improvement,Inadequate,Inadequate,Good,\n",
                "social-care-before-2017",
                [
                    "overall-effectiveness": "inadequate", "outcomes": "requires-improvement",
                    "quality-of-care": "inadequate",
                    "safeguarding": "inadequate", "leadership-and-management": "good",
                ]
            ),
            // 2022, as at March: four rows above the header, and a letter missing in it.
            (
                "Children's social care data in England 2022 - Provider level as at March 2022,,,,,,,,,,,,\n"
                    + "\"This worksheet contains one table, this table begins in cell A5.\",,,,,,,,,,,,\nSome cells are empty.,,,,,,,,,,,,\n"
                    + ",,,,,,,,,,,,\nWeb link,URN,Name,Ofsted region,Latest full inspection event type,Latest full inspection date,"
                    + "Latest full inspection publication date,Latest full inspection event number,"
                    + "Latest full inspection overall experiences and progress of children and young people,"
                    + "Latest full inspection outcomes in education and related learning activities,Latest full inspectio health services,"
                    + "Latest full inspection how well children and young people are helped and protected,"
                    + "Latest full inspection the effectiveness of leaders and managers\n",
                "x,1027077,Oak,South East,Full inspection,04/10/2021,19/11/2021,77,Inadequate,,Good,Inadequate,Outstanding\n",
                "sccif",
                [
                    "overall-experiences-and-progress": "inadequate", "health": "good",
                    "helped-and-protected": "inadequate",
                    "leaders-and-managers": "outstanding",
                ]
            ),
            // 2025, as CSV: names that begin with a line break, and columns without any.
            (
                "Children's social care data in England 2025 – Provider level as at 31 March 2025,,,,,,,,,,,,,,\n"
                    + "This worksheet contains one table.,,,,,,,,,,,,,,\nSome cells are empty.,,,,,,,,,,,,,,\nWeb link,URN,Name,Ofsted Region,"
                    + "\"\nLatest Full inspection event type\",\"\nLatest full inspection date\",Latest full inspection publication date,"
                    + "\"\nLatest full inspection event number\",\"\nOverall experiences and progress of children and young people\","
                    + "Outcomes in education and related learning activities,Health services,"
                    + "\"\nHow well children and young people are helped and protected\",The effectiveness of leaders and managers,"
                    + "Supported Accommodation outcome,,\n",
                "x,2590934,Oak,London,Full inspection,05/11/2024,14/01/2025,77,Requires improvement to be good,,,Good,Inadequate,,,\n"
                    + "x,2775403,Elm,London,,,,,,,,,,,,\n",
                "sccif",
                [
                    "overall-experiences-and-progress": "requires-improvement", "helped-and-protected": "good",
                    "leaders-and-managers": "inadequate",
                ]
            ),
            // 2024: four rows above the header, and the inspection before the latest, whose columns are its own.
            (
                "Children's social care data\nThis worksheet contains one table.\nSome cells are empty.\nWeb link,URN,Name,Ofsted region,"
                    + "Latest full inspection event type,Latest full inspection date,Latest full inspection publication date,"
                    + "Latest full inspection event number,Overall experiences and progress of children and young people,"
                    + "Outcomes in education and related learning activities,Health services,"
                    + "How well children and young people are helped and protected,The effectiveness of leaders and managers,"
                    + "Previous full inspection event date,Previous overall experiences and progress of children and young people\n",
                "x,SC1,Oak,London,Full inspection,15/08/2022,23/09/2022,77,Requires improvement to be good,,,Good,Good,10/07/2017,Inadequate\n",
                "sccif",
                [
                    "overall-experiences-and-progress": "requires-improvement", "helped-and-protected": "good",
                    "leaders-and-managers": "good",
                ]
            ),
        ] as [(String, String, String, [String: String])])
    func socialCareIsReadUnderEachOfItsHeaders(
        header: String, rows: String, framework: String, expected: [String: String]
    ) throws {
        let found = try read(.socialCare, Array((header + rows).utf8))
        #expect(found.map(\.framework) == [framework] && found.map(\.number) == ["77"])
        #expect(grades(found.first) == expected)
    }

    // MARK: Real tables

    static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data")

    static func isThere(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: data.appending(path: name).path)
    }

    /// Rows with at least one grade, and grades, as Python's `csv` counts them in the columns of the map.
    @Test(
        .enabled(if: isThere("la-outcomes-2023.csv"), "needs ../shared"),
        arguments: [
            (BuiltInTable.councils, "la-outcomes-2023.csv", 151, 630),
            (.socialCare, "csc_inspections-in-year-2017-18.csv", 2602, 7817),
            (.socialCare, "csc_providers-as-at-2018-03-31.csv", 2797, 8909),
            (.socialCare, "sources/ofsted-social-care-2016/provider_level_2016-03-31_first798.csv", 798, 2805),
            (.socialCare, "sources/ofsted-social-care-releases/provider_at_march_2016.csv", 2647, 9149),
            (.socialCare, "sources/ofsted-social-care-releases/provider_at_march_2019.csv", 2864, 8593),
            (.socialCare, "sources/ofsted-social-care-releases/provider_at_march_2021.csv", 2837, 8526),
            // 4,293 with grades, and the outcomes of 50 of supported accommodation.
            (.socialCare, "sources/ofsted-social-care-releases/provider_at_march_2025.ods", 4343, 12955),
            // Report cards, graded inspections before them, and what grades nothing.
            (.schools, "sources/ofsted-schools-2026/latest_2026-06-30.csv", 4 + 5 + 7, 32 + 29),
            (.schools, "sources/ofsted-schools-in-year-2026/year_to_date_2026-02-28.csv", 4, 31),
            (.schools, "sources/ofsted-independent-schools-2026/as_at_2026-04-30.csv", 7, 42),
        ])
    func realTablesLoadWhole(table: BuiltInTable, name: String, inspections: Int, grades: Int) throws {
        let found = try read(table, Array(Data(contentsOf: Self.data.appending(path: name))))
        #expect(found.count == inspections)
        #expect(found.map(\.judgements.count).reduce(0, +) == grades)
    }

    @Test(
        .enabled(if: isThere("mi_2026_most_recent.header.csv"), "needs ../shared"),
        arguments: ["mi_2023-25_latest.header.csv", "mi_2026_most_recent.header.csv"])
    func headersOfSchoolsTablesAreKnown(name: String) throws {
        #expect(try read(.schools, Array(Data(contentsOf: Self.data.appending(path: name)))).isEmpty)
    }
}
