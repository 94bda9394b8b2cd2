import Configuration
package import Foundation
import History
package import Inspections
import Reports
package import Text

/// The answer to `ratingwatch history PROVIDER`.
package struct HistoryReport {
    let provider: Provider
    /// The instant as of which it is; `nil` for today.
    let asOf: Date?
    let names: ReaderNames
    /// Oldest first.
    private(set) var inspections: [Timeline.Entry]
    /// Which of their judgements are shown; `nil` for all.
    private var choice: JudgementChoice?
    /// Visits and letters without a grade, for the drawing.
    let letters: [KnownInspection]
    /// By row of the publication: since when it is gone.
    let withdrawn: [Int64: CalendarDate]

    package init(
        provider: Provider, asOf: Date?, names: ReaderNames = .ids, inspections: [Timeline.Entry],
        letters: [KnownInspection] = [], withdrawn: [Int64: CalendarDate]
    ) {
        self.provider = provider
        self.asOf = asOf
        self.names = names
        self.inspections = inspections
        self.letters = letters
        self.withdrawn = withdrawn
    }

    /// With what is asked for alone.
    func only(_ choice: JudgementChoice) -> HistoryReport {
        var report = self
        report.choice = choice
        report.inspections.removeAll { choice.judgements(of: $0.graded).isEmpty }
        return report
    }

    private func judgements(of inspection: GradedInspection) -> [Judgement] {
        choice?.judgements(of: inspection) ?? inspection.judgements
    }

    /// `today`: to which it is drawn.
    func drawing(frameworks: FrameworkCatalogue, today: CalendarDate) -> String {
        TimelineDrawing(
            provider: provider,
            timeline: DrawnTimeline(
                inspections.map(\.graded), letters: letters, frameworks: frameworks, today: today)
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
            judgements(of: entry.graded).map { judgement in
                JSONValue.object(
                    [.init("provider", provider.json), .init("inspection", .object(inspection(entry)))]
                        + members(judgement, entry)
                ).text + "\n"
            }
        }.joined()
    }

    private func json(_ entry: Timeline.Entry) -> JSONValue {
        let judgements = judgements(of: entry.graded).map { JSONValue.object(members($0, entry)) }
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

    private func withdrawn(_ entry: Timeline.Entry) -> CalendarDate? { entry.inspection.withdrawn(among: withdrawn) }

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
            return judgements(of: inspection).map { judgement in
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
            return judgements(of: inspection).enumerated().map { position, judgement in
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

/// Forms in which `history` prints.
package enum HistoryFormat: String, Sendable, CaseIterable {
    case table, json, csv, svg
}

extension Setup {
    /// `ratingwatch history PROVIDER`; `instant`: as was known then, `nil` for today.
    package func history(
        of provider: String, asOf instant: Date?, only asked: JudgementQuestion = JudgementQuestion(),
        format: HistoryFormat, style: TerminalStyle
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: false) }
        let question = try await asked.named(in: archive, among: reports.catalogue)
        if let instant, let began = try await archive.recordBegan(), instant < began {
            return Answer(
                "",
                complaint:
                    "not known: an older version kept only the latest state of what was known before \(began.iso8601)",
                isGood: false)
        }
        switch try await archive.provider(provider) {
        case .found(let found):
            let now = Date()
            let all = try await archive.history(of: found, asOf: instant, now: now)
            let report = question.isOnAll ? all : all.only(JudgementChoice(question, now: now))
            let output =
                switch format {
                case .json: report.json.text + "\n"
                case .csv: report.csv
                case .table: report.table(style)
                case .svg:
                    report.drawing(
                        frameworks: reports.catalogue, today: CalendarDate(london: now) ?? .distantFuture)
                }
            if report.inspections.isEmpty, !all.inspections.isEmpty {
                return Answer(output, complaint: "no grade of \(found.name) is what was asked for")
            }
            if report.inspections.isEmpty {
                return Answer(
                    output,
                    complaint: "no grade of \(found.name) "
                        + (instant.map { "was known at \($0.iso8601)" } ?? "is known yet")
                        + "; `ratingwatch publications --provider \(ShellText.word(found.id.text))` lists what is")
            }
            guard format == .table, instant == nil, question.isOnAll else { return Answer(output) }
            let sentence = try await archive.expectedNext(after: report, catalogue: reports.catalogue, now: now)
            return Answer(output + (sentence.map { "\n" + style.paragraph($0) } ?? ""))
        case .unseen(let provider):
            return Answer("", complaint: ProviderSearch.nothing(of: provider), isGood: false)
        case .unknown(let why): return Answer("", complaint: why, isGood: false)
        }
    }

    /// `ratingwatch history --all`, of those judgements that are asked for; `print` gets the rows as they are read, and
    /// is false where nobody reads on.
    package func historyOfAll(
        _ asked: JudgementQuestion = JudgementQuestion(), format: HistoryFormat, style: TerminalStyle,
        print: (String) -> Bool
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: false) }
        let now = Date()
        let question = try await asked.named(in: archive, among: reports.catalogue)
        let choice = question.isOnAll ? nil : JudgementChoice(question, now: now)
        let everybody = try await archive.everybody().filter { question.region == nil || $0.region == question.region }
        if format == .csv, !print(HistoryReport.csvHeader) { return Answer("", isGood: false) }
        var isEmpty = true
        for start in stride(from: 0, to: everybody.count, by: Setup.historiesAtATime) {
            let part = Array(everybody[start..<min(start + Setup.historiesAtATime, everybody.count)])
            for history in try await archive.histories(of: part, now: now) {
                let report = choice.map(history.only) ?? history
                if report.inspections.isEmpty { continue }
                let text =
                    switch format {
                    case .json: report.jsonRows
                    case .csv: report.csvRows
                    case .table, .svg: (isEmpty ? "" : "\n") + report.table(style)
                    }
                isEmpty = false
                if !print(text) { return Answer("", isGood: false) }
            }
        }
        let nothing = question.isOnAll ? "no grade is known yet" : "no grade is what was asked for"
        return Answer("", complaint: isEmpty ? nothing : nil)
    }

    private static let historiesAtATime = 200
}
