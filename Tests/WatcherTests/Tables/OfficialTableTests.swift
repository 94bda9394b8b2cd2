import Feeds
import Foundation
import Inspections
import Testing

@testable import Watcher

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
        let file = try TableFile(bytes, map: map)
        let survey = try file.survey()
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
