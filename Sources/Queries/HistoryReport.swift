package import Foundation
import History
package import Inspections
import Text

/// The answer to `ratingwatch history PROVIDER`.
package struct HistoryReport {
    let provider: Provider
    /// The instant as of which it is; `nil` for today.
    let asOf: Date?
    let names: ReaderNames
    /// Oldest first.
    let inspections: [Timeline.Entry]
    /// By row of the publication: since when it is gone.
    let withdrawn: [Int64: CalendarDate]

    package init(
        provider: Provider, asOf: Date?, names: ReaderNames = .ids, inspections: [Timeline.Entry],
        withdrawn: [Int64: CalendarDate]
    ) {
        self.provider = provider
        self.asOf = asOf
        self.names = names
        self.inspections = inspections
        self.withdrawn = withdrawn
    }

    /// `today`: to which it is drawn.
    func drawing(frameworks: FrameworkCatalogue, today: CalendarDate) -> String {
        TimelineDrawing(
            provider: provider,
            timeline: DrawnTimeline(inspections.map(\.graded), frameworks: frameworks, today: today)
        ).text
    }

    package var json: JSONValue {
        .object([
            .init("provider", provider.json),
            .init("as_of", .string(orNull: asOf?.iso8601)),
            .init("inspections", .array(inspections.map(json))),
        ])
    }

    /// One line a judgement, each with its provider and its inspection.
    var jsonRows: String {
        inspections.flatMap { entry in
            entry.graded.judgements.map { judgement in
                JSONValue.object(
                    [.init("provider", provider.json), .init("inspection", .object(inspection(entry)))]
                        + members(judgement, entry)
                ).text + "\n"
            }
        }.joined()
    }

    private func json(_ entry: Timeline.Entry) -> JSONValue {
        let judgements = entry.graded.judgements.map { JSONValue.object(members($0, entry)) }
        return .object(inspection(entry) + [.init("judgements", .array(judgements))])
    }

    private func members(_ judgement: Judgement, _ entry: Timeline.Entry) -> [JSONValue.Member] {
        let change = entry.change.judgements.first { $0.area == judgement.area }
        return [
            .init("area", .string(judgement.area)),
            .init("grade", .string(judgement.grade)),
            .init("direction", .string(orNull: change?.direction?.rawValue)),
            .init("from", .string(orNull: change?.from)),
            .init("evidence", .string(judgement.evidence)),
            .init("page", .int(orNull: judgement.page)),
        ]
    }

    private func inspection(_ entry: Timeline.Entry) -> [JSONValue.Member] {
        let inspection = entry.graded
        return [
            .init("framework", .string(inspection.framework)),
            .init("start", .string(orNull: inspection.dates.start?.iso)),
            .init("end", .string(orNull: inspection.dates.end?.iso)),
            .init("published", .string(orNull: inspection.published?.iso)),
            .init("url", .string(orNull: inspection.url)),
            .init("basis", .string(inspection.basis.rawValue)),
            .init("withdrawn", .string(orNull: withdrawn(entry)?.iso)),
        ]
    }

    private func withdrawn(_ entry: Timeline.Entry) -> CalendarDate? { withdrawn[entry.inspection.best.publication] }

    package var csv: String { HistoryReport.csvHeader + csvRows }

    static let csvHeader = CSVText.line([
        "provider", "framework", "start", "end", "published", "area", "grade", "direction", "from", "page", "evidence",
        "url", "withdrawn", "name",
    ])

    /// One row a judgement.
    var csvRows: String { rows.map(CSVText.line).joined() }

    private var rows: [[String]] {
        inspections.flatMap { entry in
            let inspection = entry.graded
            return inspection.judgements.map { judgement in
                let change = entry.change.judgements.first { $0.area == judgement.area }
                return [
                    provider.id.text, inspection.framework, inspection.dates.start?.iso ?? "",
                    inspection.dates.end?.iso ?? "", inspection.published?.iso ?? "", judgement.area, judgement.grade,
                    change?.direction?.rawValue ?? "", change?.from ?? "", judgement.page.map(String.init) ?? "",
                    judgement.evidence, inspection.url ?? "", withdrawn(entry)?.iso ?? "", provider.name,
                ]
            }
        }
    }

    /// The day, the framework and the report stand beside the first judgement of an inspection alone.
    func table(_ style: TerminalStyle) -> String {
        let rows = inspections.flatMap { entry in
            let inspection = entry.graded
            return inspection.judgements.enumerated().map { position, judgement in
                let change = entry.change.judgements.first { $0.area == judgement.area }
                let isFirst = position == 0
                let day = inspection.dates.start?.iso ?? "published \(inspection.published?.iso ?? "?")"
                return TextTable.Row(
                    cells: [
                        isFirst ? day : "", isFirst ? inspection.framework : "",
                        names.area(judgement.area, of: inspection.framework),
                        names.grade(judgement.grade, of: inspection.framework),
                        ReaderMark.label(direction: change?.direction?.rawValue),
                        change?.from.map { names.grade($0, of: inspection.framework) } ?? "",
                        isFirst
                            ? (inspection.url ?? "") + (withdrawn(entry).map { " (withdrawn \($0.iso))" } ?? "") : "",
                    ], direction: change?.direction?.rawValue ?? "")
            }
        }
        return style.strong("\(provider.name) (\(provider.id.text))") + "\n"
            + TextTable(
                header: [
                    "inspected", .extra("framework", 2), .text("area"), "grade", "direction", .extra("from", 1),
                    .extra("report", 3),
                ], rows: rows
            ).text(style)
    }
}
