package import Foundation
import Configuration
package import History
package import Inspections
import Reports
package import Text

/// How many providers stood at which grade at the end of each year: the answer to `ratingwatch ratings --through-time`.
/// Pure.
package struct GradesThroughTime: Sendable {
    package struct Share: Hashable, Sendable {
        /// `nil` for all regions together.
        package let region: String?
        package let year: Int
        package let grade: String
        package let providers: Int
        /// All that are graded then.
        package let graded: Int

        /// `33%`.
        package var percent: String { "\(Int((Double(providers) * 100 / Double(max(graded, 1))).rounded()))%" }
    }

    package let area: Area
    /// The newest that grades it.
    package let framework: Framework
    /// By region, all of them first, then by year, then as the grades are ranked.
    package let shares: [Share]
    /// All that occur, the best first.
    package let grades: [String]
    /// What all of them together are called.
    private let whole: String

    /// `steps`: by provider and day; `ended`: the days from which providers are no more.
    package init(
        _ steps: [StatedGrade], area: Area, framework: Framework, ended: [ProviderID: CalendarDate],
        isByRegion: Bool, whole: String = "all", today: CalendarDate
    ) {
        self.area = area
        self.whole = whole
        self.framework = framework
        let first = steps.map(\.day.year).min() ?? today.year
        let byProvider = Dictionary(grouping: steps, by: \.provider).values
        var shares: [Share] = []
        for year in first...max(first, today.year) {
            let end = year == today.year ? today : CalendarDate(year: year, month: 12, day: 31) ?? today
            let standing = byProvider.compactMap { own -> StatedGrade? in
                if let last = own.first.flatMap({ ended[$0.provider] }), last <= end { return nil }
                return own.last { $0.day <= end }
            }
            let regions: [String?] = [nil] + (isByRegion ? Set(standing.compactMap(\.region)).sorted() : [])
            for region in regions {
                let counted = standing.filter { region == nil || $0.region == region }
                let counts = Dictionary(grouping: counted, by: \.grade).mapValues(\.count)
                let ranks = framework.scale.ranks
                for (grade, count) in counts.sorted(by: { (ranks[$1.key] ?? 0, $0.key) < (ranks[$0.key] ?? 0, $1.key) })
                {
                    shares.append(
                        Share(region: region, year: year, grade: grade, providers: count, graded: counted.count))
                }
            }
        }
        let order = { (share: Share) in (share.region ?? "", share.year) }
        self.shares = shares.enumerated().sorted {
            let (a, b) = (order($0.element), order($1.element))
            return a == b ? $0.offset < $1.offset : a < b
        }.map(\.element)
        let ranks = framework.scale.ranks
        grades = Set(shares.map(\.grade)).sorted { (ranks[$1] ?? 0, $0) < (ranks[$0] ?? 0, $1) }
    }

    static let csvHeader = CSVText.line(["region", "year", "area", "grade", "providers", "graded", "share"])

    var csv: String {
        GradesThroughTime.csvHeader
            + shares.map { share in
                CSVText.line([
                    share.region ?? "", String(share.year), area.id, share.grade, String(share.providers),
                    String(share.graded), share.percent,
                ])
            }.joined()
    }

    var lines: String {
        shares.map { share in
            JSONValue.object([
                .init("region", .string(orNull: share.region)), .init("year", .int(share.year)),
                .init("area", .string(area.id)), .init("grade", .string(share.grade)),
                .init("providers", .int(share.providers)), .init("graded", .int(share.graded)),
            ]).text + "\n"
        }.joined()
    }

    /// A row a year, a column a grade.
    func table(_ style: TerminalStyle) -> String {
        var rows: [TextTable.Row] = []
        var before: String?
        for (index, share) in shares.enumerated() {
            let key = (share.region, share.year)
            if index > 0, case let last = shares[index - 1], (last.region, last.year) == key { continue }
            let own = shares.filter { ($0.region, $0.year) == key }
            let region = share.region ?? whole
            let cells = grades.map { grade in
                own.first { $0.grade == grade }.map { "\($0.providers) (\($0.percent))" } ?? ""
            }
            rows.append(
                TextTable.Row(
                    cells: [region == before ? "" : region, String(share.year), String(share.graded)] + cells))
            before = region
        }
        return TextTable(
            header: [.text("region"), "year", .extra("graded", 1)]
                + grades.map { grade in
                    TextTable.Column(stringLiteral: framework.scale.names[grade] ?? grade.replacing("-", with: " "))
                }, rows: rows
        ).text(style)
    }

    /// What must be said of it: an area that is graded no more stands as it was last stated. `others`: ids of
    /// frameworks that are not shown, and have grades too.
    func remark(today: CalendarDate, others: [String] = []) -> String {
        let rule = "\(area.name) as last stated at the end of each year"
        let shown =
            others.isEmpty
            ? ""
            : "; this is \(framework.name) and what came before it, --framework \(others.joined(separator: " or ")) shows others"
        guard let last = area.until, last < today else { return rule + shown }
        return rule + shown
            + "; \(others.isEmpty ? "" : "its ")inspections that began after \(last.inWords) do not grade it"
    }
}

extension Setup {
    /// `ratingwatch ratings --through-time`.
    package func gradesThroughTime(
        _ question: RatingsQuestion, format: RatingsFormat, style: TerminalStyle, now: Date = Date()
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let catalogue = reports.catalogue
        let (question, group) = try await named(question, in: archive)
        let registry = reports.registry
        let today = CalendarDate(london: now) ?? .distantFuture
        guard
            let found = try await archive.gradesThroughTime(
                area: question.area, framework: question.framework, catalogue: catalogue, now: now)
        else {
            let doubts = try await archive.doubts(ofAreas: [question.area].compactMap(\.self))
            let nothing = question.isOnAll ? "no grade is known yet" : "no grade is known of these"
            return Answer("", complaint: ([nothing] + doubts).joined(separator: "\n"))
        }
        var members: Set<ProviderID>?
        if let group {
            members = Set(try await archive.everybody().filter(group.includes).map(\.id))
        }
        let steps = found.steps.filter { step in
            (question.region.map { step.region == $0 } ?? true) && (members.map { $0.contains(step.provider) } ?? true)
        }
        if steps.isEmpty { return Answer("", complaint: "no grade is known of these") }
        let ended = Dictionary(
            Set(steps.map(\.provider)).compactMap { id in registry.facts(on: id).ended.map { (id, $0) } },
            uniquingKeysWith: { first, _ in first })
        let report = GradesThroughTime(
            steps, area: found.area, framework: found.framework, ended: ended,
            isByRegion: question.region == nil && group == nil, whole: question.region ?? question.group ?? "all",
            today: today)
        switch format {
        case .csv: return Answer(report.csv)
        case .json: return Answer(report.lines)
        case .table: return Answer(report.table(style), complaint: report.remark(today: today, others: found.others))
        }
    }
}

extension Archive {
    /// The steps of an area, under all frameworks of one line that grade it: of the line that is asked for, else of the
    /// one with most.
    /// `area`: `nil` for the one that stands for the whole. `others`: the newest frameworks of the other lines that
    /// have grades. `nil` where nothing is known.
    func gradesThroughTime(
        area: String?, framework: String?, catalogue: FrameworkCatalogue, now: Date
    ) async throws -> (steps: [StatedGrade], area: Area, framework: Framework, others: [String])? {
        let derivation = derivation
        let lines = Dictionary(grouping: catalogue.all, by: \.line)
            .filter { _, all in framework == nil || all.contains { $0.id == framework } }
        var known: [(steps: [StatedGrade], area: Area, framework: Framework)] = []
        for (_, all) in lines.sorted(by: { $0.key < $1.key }) {
            let wanted = area ?? ExpectedNext.chief(of: all)
            let grading = all.filter { candidate in wanted.map { candidate.area($0) != nil } ?? false }
            guard let wanted, !grading.isEmpty else { continue }
            let steps = try await history.read("read grades through time") {
                try $0.statedGrades(of: wanted, frameworks: grading.map(\.id), by: derivation(), at: now)
            }
            // The framework of the newest inspection says what the grades are called.
            guard let newest = steps.max(by: { $0.day < $1.day }),
                let last = grading.first(where: { $0.id == newest.framework }), let found = last.area(wanted)
            else { continue }
            known.append((steps, found, last))
        }
        // Of as many the first.
        guard let best = known.max(by: { $0.steps.count < $1.steps.count }) else { return nil }
        let others = known.map(\.framework.id).filter { $0 != best.framework.id }
        return (best.steps, best.area, best.framework, others)
    }
}
