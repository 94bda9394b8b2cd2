import Foundation
import History
import Inspections
import Text

/// Forms in which `ratings` prints.
package enum RatingsFormat: String, Sendable, CaseIterable {
    case table, csv, json
}

/// Which standing grades `ratingwatch ratings` shows; `nil` for all.
package struct RatingsQuestion: Sendable {
    package let region: String?
    package let area: String?
    package let framework: String?
    /// A portfolio of the configuration.
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

    func csv(_ rated: RatedProvider, _ grade: StandingGrade) -> String {
        CSVText.line([
            rated.provider.id.text, rated.provider.name, rated.provider.region ?? "", grade.framework, grade.area,
            grade.grade, grade.day.iso, grade.dates.start?.iso ?? "", grade.dates.end?.iso ?? "", grade.url ?? "",
            rated.checked?.iso8601 ?? "",
        ])
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
    func row(_ rated: RatedProvider, _ grade: StandingGrade, isFirst: Bool) -> TextTable.Row {
        let framework = frameworks[grade.framework]
        return TextTable.Row(
            cells: [
                isFirst ? rated.provider.name : "", framework?.area(grade.area)?.name ?? grade.area,
                framework?.scale.names[grade.grade] ?? grade.grade, grade.day.iso,
                isFirst ? rated.checked.map { CalendarDate(london: $0)?.iso ?? $0.iso8601 } ?? "" : "", grade.url ?? "",
            ], direction: "")
    }

    static func table(_ rows: [TextTable.Row]) -> TextTable {
        TextTable(
            header: [
                .text("provider"), .text("area"), "grade", "since", .extra("looked at", 1), .extra("report", 2),
            ], rows: rows)
    }
}
