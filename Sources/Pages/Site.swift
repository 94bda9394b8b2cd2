package import Configuration
package import Foundation
package import History
import Inspections
import Queries
package import Reports

/// The pages on one record. Every answer is read from one unchanging view of it.
package struct Site: Sendable {
    let record: History
    let feeds: [FeedConfiguration]
    let groups: ProviderGroups
    let receivers: [ReceiverConfiguration]
    let names: Names
    let registry: ProviderRegistry
    let derivation: Derivation
    package let settings: SiteSettings
    let words: Words
    let style: String

    /// `nil` where no daemon has begun a history yet.
    package init?(_ configuration: Configuration, reports: ReportReader) throws(HistoryError) {
        guard let record = try History(readingAt: configuration.record) else { return nil }
        self.record = record
        feeds = configuration.feeds
        groups = configuration.groups
        receivers = configuration.receivers
        names = Names(frameworks: reports.catalogue)
        registry = reports.registry
        derivation = Derivation(
            comparison: Comparison(frameworks: reports.catalogue), sources: SourceDirectory(configuration.feeds))
        settings = SiteSettings(configuration.publish)
        words = Words(language: settings.language)
        style = StyleSheet.text
    }

    /// The answer at an address; a page that says so where there is none, or where what is asked for is not understood.
    /// `path`: decoded, from the top; `now`: the instant as of which it is shown.
    package func answer(path: String, query: [(name: String, value: String)], now: Date) async throws -> SitePage {
        if let mistake = QueryMistake(in: query, ofPath: path) { return refusal(mistake, now: now) }
        guard let address = SiteAddress(path: path, query: query) else { return missing(now: now) }
        switch try await reading(address, now: now) {
        case .success(let page): return page ?? missing(now: now)
        // A path may name what was there once.
        case .failure(let mistake): return query.isEmpty ? missing(now: now) : refusal(mistake, now: now)
        }
    }

    /// `nil` where there is none.
    package func page(_ address: SiteAddress, now: Date) async throws -> SitePage? {
        guard case .success(let page) = try await reading(address, now: now) else { return nil }
        return page
    }

    private func reading(_ address: SiteAddress, now: Date) async throws -> Result<SitePage?, QueryMistake> {
        if address == .style { return .success(SitePage("text/css; charset=utf-8", style)) }
        return try await record.read("read a page") { history in
            do {
                return .success(try SiteReading(site: self, history: history, now: now).page(address))
            } catch let mistake as QueryMistake {
                return .failure(mistake)
            }
        }
    }

    /// What stands at an address where nothing is.
    package func missing(now: Date) -> SitePage {
        .html(
            NoPage(title: words[.notFound], text: words[.notFoundText]).html(frame(.front, now: now)), status: 404)
    }

    private func refusal(_ mistake: QueryMistake, now: Date) -> SitePage {
        .html(
            NoPage(title: words[.notUnderstood], text: "\(mistake).").html(frame(.front, now: now)), status: 400)
    }

    /// Equal where the same record gives the same pages: words, colours, frameworks and what the operator has said.
    package var mark: String {
        let frameworks = names.frameworks.all.map { framework in
            let grades = framework.scale.names.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let ranks = framework.scale.ranks.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return "\(framework.id) \(framework.name) \(framework.areas) \(grades) \(ranks)"
        }
        return "\(settings) \(style) \(frameworks)"
    }

    func frame(_ address: SiteAddress, now: Date) -> Frame {
        Frame(
            address: address, settings: settings, words: words, names: names,
            today: CalendarDate(london: now) ?? .distantFuture)
    }
}

/// What one address answers: the same bytes from a server and in a copy as files.
package struct SitePage: Sendable {
    /// As `Content-Type` says it.
    package let type: String
    package let text: String
    /// Of HTTP: 200, 404 for a page that says that there is none, 400 for one that says what was not understood.
    package let status: Int

    init(_ type: String, _ text: String, status: Int = 200) {
        self.type = type
        self.text = text
        self.status = status
    }

    static func html(_ markup: Hypertext, status: Int = 200) -> SitePage {
        SitePage("text/html; charset=utf-8", markup.text, status: status)
    }
}

/// How all pages look, in one file.
enum StyleSheet {
    /// With the colours of grades, which are those of the drawings.
    static let text: String = String(decoding: PackageResources.page_css, as: UTF8.self) + grades

    private static var grades: String {
        (0...GradePaint.steps).map { step in
            let (fill, ink) = GradePaint.colours(share: Double(step) / Double(GradePaint.steps))
            return """
                .q\(step) { background: \(fill); color: \(ink); fill: \(fill); }
                .q\(step) rect { fill: \(fill); }
                .q\(step) text { fill: \(ink); }

                """
        }.joined()
    }
}
