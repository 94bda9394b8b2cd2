import Configuration
import Foundation
import History
import Inspections
import Reports
package import Text

extension Setup {
    /// `ratingwatch ratings`; `print` gets the rows as they are read, and is false where nobody reads on.
    package func ratings(
        _ question: RatingsQuestion, format: RatingsFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let catalogue = try reports.catalogue
        let area = try question.area.map { try Setup.area($0, among: catalogue) }
        if let framework = question.framework, catalogue[framework] == nil {
            throw UnknownName(framework, of: "framework", known: catalogue.all.map(\.id))
        }
        let group = try question.group.map { name in
            guard let group = configuration.portfolios.first(where: { $0.rule.name == name }) else {
                throw UnknownName(name, of: "portfolio", known: configuration.portfolios.map(\.rule.name))
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
        var rows: [TextTable.Row] = []
        var count = 0
        if format == .csv, !print(RatingsReport.csvHeader) { return Answer("", isGood: false) }
        for start in stride(from: 0, to: providers.count, by: Setup.ratedAtATime) {
            let page = Array(providers[start..<min(start + Setup.ratedAtATime, providers.count)])
            let rated = try await archive.rated(page)
            var text = ""
            for found in page.compactMap({ rated[$0] }) where group?.includes(found.provider) ?? true {
                let grades = found.grades.filter { grade in
                    area.map { grade.area == $0 } ?? true && question.framework.map { grade.framework == $0 } ?? true
                }
                count += grades.count
                for (position, grade) in grades.enumerated() {
                    switch format {
                    case .csv: text += report.csv(found, grade)
                    case .json: text += report.json(found, grade)
                    case .table: rows.append(report.row(found, grade, isFirst: position == 0))
                    }
                }
            }
            if !text.isEmpty, !print(text) { return Answer("", isGood: false) }
        }
        return Answer(
            RatingsReport.table(rows).text(style),
            complaint: count == 0
                ? (question.isOnAll ? "no grade is known yet" : "no grade that stands is known of these") : nil)
    }

    /// `ratingwatch providers [TEXT]`.
    package func providers(
        _ text: String?, format: ProvidersFormat, style: TerminalStyle
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let all = try await archive.providers()
        let found = text.map(all.matching) ?? all
        var complaint: String?
        if found.providers.isEmpty {
            let near = text.map { NearNames.question($0, among: all.providers.map(\.provider.name)) } ?? ""
            complaint = text.map { "no provider \"\($0)\" is known\(near)" } ?? "no provider is known yet"
        }
        return Answer(found.text(format, style: style), complaint: complaint)
    }

    private static let ratedAtATime = 512
}
