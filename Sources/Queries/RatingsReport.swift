package import Configuration
import Foundation
import History
import Inspections
import Reports
package import Text

/// Forms in which `ratings` prints.
package enum RatingsFormat: String, Sendable, CaseIterable {
    case table, csv, json
}

/// Which standing grades `ratingwatch ratings` shows; `nil` for all.
package struct RatingsQuestion: Sendable {
    package let region: String?
    package let area: String?
    package let framework: String?
    /// One of the configuration's `groups:` or portfolios, or one that comes with the program.
    package let group: String?

    package init(region: String?, area: String?, framework: String?, group: String?) {
        self.region = region
        self.area = area
        self.framework = framework
        self.group = group
    }

    var isOnAll: Bool { region == nil && area == nil && framework == nil && group == nil }
}

/// The answer to `ratingwatch ratings`: one row for each grade that stands today.
struct RatingsReport {
    let frameworks: FrameworkCatalogue

    static let csvHeader = CSVText.line([
        "provider", "name", "region", "framework", "area", "grade", "since", "start", "end", "url", "checked",
    ])

    /// A row a grade; what the grades of one provider and one inspection share is written once.
    func csv(_ rated: RatedProvider, _ grades: [StandingGrade]) -> String {
        if grades.isEmpty { return "" }
        let who = CSVText.part([rated.provider.id.text, rated.provider.name, rated.provider.region ?? ""]) + ","
        let checked = rated.checked?.iso8601 ?? ""
        var text = ""
        var last: StandingGrade?
        var end = ""
        for grade in grades {
            if last.map({ $0.day == grade.day && $0.dates == grade.dates && $0.url == grade.url }) != true {
                end =
                    ","
                    + CSVText.line([
                        grade.day.iso, grade.dates.start?.iso ?? "", grade.dates.end?.iso ?? "", grade.url ?? "",
                        checked,
                    ])
                last = grade
            }
            text += who
            text += CSVText.part([grade.framework, grade.area, grade.grade])
            text += end
        }
        return text
    }

    func json(_ rated: RatedProvider, _ grade: StandingGrade) -> String {
        JSONValue.object([
            .init("provider", rated.provider.json),
            .init("area", .string(grade.area)),
            .init("grade", .string(grade.grade)),
            .init("since", .string(grade.day.iso)),
            .init(
                "inspection",
                .object([
                    .init("framework", .string(grade.framework)),
                    .init("start", .string(orNull: grade.dates.start?.iso)),
                    .init("end", .string(orNull: grade.dates.end?.iso)),
                ])),
            .init("url", .string(orNull: grade.url)),
            .init("checked", .string(orNull: rated.checked?.iso8601)),
        ]).text + "\n"
    }

    /// The provider stands beside its first grade alone.
    func row(
        _ rated: RatedProvider, _ grade: StandingGrade, isFirst: Bool, _ times: ReadableTime
    ) -> TextTable.Row {
        let framework = frameworks[grade.framework]
        return TextTable.Row(
            cells: [
                isFirst ? rated.provider.name : "", framework?.area(grade.area)?.name ?? grade.area,
                framework?.scale.names[grade.grade] ?? grade.grade, grade.day.iso,
                isFirst ? rated.checked.map(times.text) ?? "never" : "", grade.url ?? "",
            ], direction: "")
    }

    static func table(_ rows: [TextTable.Row]) -> TextTable {
        TextTable(
            header: [
                .text("provider"), .text("area"), "grade", "since", .extra("looked at", 1), .extra("report", 2),
            ], rows: rows)
    }
}

extension Setup {
    /// The id of the area that is asked for; throws where the area or the framework is not known.
    static func area(of question: RatingsQuestion, among catalogue: FrameworkCatalogue) throws -> String? {
        if let framework = question.framework, catalogue[framework] == nil {
            throw UnknownName(framework, of: "framework", known: catalogue.all.map(\.id))
        }
        return try question.area.map { try area($0, among: catalogue) }
    }

    /// `ratingwatch ratings`; `print` gets the rows as they are read, and is false where nobody reads on.
    package func ratings(
        _ question: RatingsQuestion, format: RatingsFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let catalogue = try reports.catalogue
        let area = try Setup.area(of: question, among: catalogue)
        let group = try question.group.map { name in
            guard let group = configuration.groups[name] else {
                throw UnknownName(name, of: "group", known: configuration.groups.names)
            }
            return group
        }
        let providers = try await archive.ratedProviders(region: question.region)
        if let region = question.region, providers.isEmpty, case let known = try await archive.regions(),
            !known.contains(region)
        {
            throw UnknownName(region, of: "region", known: known)
        }
        let report = RatingsReport(frameworks: catalogue)
        let times = ReadableTime(now: Date())
        var rows: [TextTable.Row] = []
        var count = 0
        var text = format == .csv ? RatingsReport.csvHeader : ""
        for start in stride(from: 0, to: providers.count, by: Setup.ratedAtATime) {
            let page = Array(providers[start..<min(start + Setup.ratedAtATime, providers.count)])
            let stored = try await archive.storedRatings(page)
            for stored in page.compactMap({ stored[$0] }) where group?.includes(stored.provider) ?? true {
                let found = try stored.read()
                let grades = found.grades.filter { grade in
                    area.map { grade.area == $0 } ?? true && question.framework.map { grade.framework == $0 } ?? true
                }
                count += grades.count
                switch format {
                case .csv: text += report.csv(found, grades)
                case .json: for grade in grades { text += report.json(found, grade) }
                case .table:
                    for (position, grade) in grades.enumerated() {
                        rows.append(report.row(found, grade, isFirst: position == 0, times))
                    }
                }
                if text.utf8.count > Setup.printedAtOnce {
                    if !print(text) { return Answer("", isGood: false) }
                    text.removeAll(keepingCapacity: true)
                }
            }
        }
        if !text.isEmpty, !print(text) { return Answer("", isGood: false) }
        return Answer(
            RatingsReport.table(rows).text(style),
            complaint: count == 0
                ? (question.isOnAll ? "no grade is known yet" : "no grade stands for these") : nil)
    }

    /// Their grades lie in the record by id, and are asked for by name: the more at once, the fewer of its pages are
    /// read again.
    private static let ratedAtATime = 16_384
    /// Bytes from which on what was read is printed.
    private static let printedAtOnce = 65_536
}
