import Configuration
import Foundation
import History
import Inspections
import Queries

/// One look at the record for the sake of one page.
struct SiteReading {
    let site: Site
    let history: HistoryTransaction
    let now: Date

    static let storiesOnFront = 24
    static let storiesInList = 50
    /// What a feed, a table or a calendar of alerts holds at most.
    static let storiesInFeed = 100
    /// Numbers of alerts in one page of the archive.
    static let archiveLength = 100

    func page(_ address: SiteAddress) throws -> SitePage? {
        let frame = site.frame(address, now: now)
        switch address {
        case .front: return .html(try front(frame))
        case .news(let filter, let form): return try news(filter, form, frame)
        case .newsArchive(let part, let form): return try archive(part, form, frame)
        case .alert(let id): return try alert(id, frame).map { .html($0) }
        case .alertBody(let id):
            return try named(id).map { SitePage("application/cloudevents+json; charset=utf-8", $0.body + "\n") }
        case .providers(let page): return try providers(page, asked: nil, frame).map { .html($0) }
        case .find(let text, let page):
            guard let text else { return .html(FindPage().html(frame)) }
            return try providers(page, asked: text, frame).map { .html($0) }
        case .provider(let id): return try provider(id, frame).map { .html($0) }
        case .providerFile(let id, let file): return try providerFile(id, file, frame)
        case .compare:
            return .html(
                ComparePage(
                    regions: try history.regions(), groups: try groupNames(), shares: try shares()
                ).html(frame))
        case .comparison(let list, let framework, let page):
            return try comparison(list, framework: framework, page: page, frame).map { .html($0) }
        case .coverage:
            return .html(CoveragePage(feeds: try feeds(), strip: try strip(), shares: try shares()).html(frame))
        case .feeds: return .html(try sources(frame))
        case .deliveries: return try deliveries(frame).map { .html($0) }
        case .about: return .html(AboutPage().html(frame))
        case .style: return nil
        case .api(let question):
            return try api(question).map { SitePage("application/json; charset=utf-8", $0.text + "\n") }
        }
    }

    /// With what holds no longer marked.
    func stories(_ alerts: [StoredAlert]) throws -> [Story] {
        let takenBack = try history.takenBack(on: Set(alerts.map(\.subject)))
        return alerts.map { Story($0, takenBack: takenBack[$0.id]) }
    }

    func known(_ id: ProviderID) throws -> Provider? { try history.provider(id) }

    func feeds() throws -> [FeedsReport.Line] {
        try FeedsReport(configured: site.feeds, in: history).feeds
    }

    private func deliveries(_ frame: Frame) throws -> Hypertext? {
        guard site.settings.showsDeliveries else { return nil }
        let disabled = try site.receivers.disabled(in: history)
        return DeliveriesPage(
            waiting: try WaitingPart.all(of: site.receivers, disabled: disabled, at: now, in: history),
            failed: try history.deliveries(failed: true, limit: DeliveriesPage.length)
        ).html(frame)
    }

    private func sources(_ frame: Frame) throws -> Hypertext {
        FeedsPage(
            feeds: try feeds(), doubts: try history.doubts(),
            inDoubt: try history.publicationStates().mapValues { $0[.doubtful] ?? 0 }
        ).html(frame)
    }

    func strip() throws -> CoverageStrip {
        CoverageStrip(
            providers: try history.countListedProviders(),
            grades: try history.tallies().reduce(0) { $0 + $1.providers },
            sources: site.feeds.count, looked: try history.lastSuccess().flatMap { CalendarDate(london: $0) })
    }

    /// Of the chief area of each framework, the one with most providers first.
    func shares() throws -> [GradeShares] {
        let all = try history.tallies()
        let byFramework = Dictionary(grouping: all, by: \.framework)
        return byFramework.compactMap { framework, tallies -> GradeShares? in
            guard let known = site.names.frameworks[framework], let area = site.names.chief(of: framework) else {
                return nil
            }
            let counts = Dictionary(grouping: tallies.filter { $0.area == area.id }, by: \.grade)
                .mapValues { $0.reduce(0) { $0 + $1.providers } }
            if counts.isEmpty { return nil }
            return GradeShares(
                framework: framework, area: area.id,
                grades: counts.sorted { a, b in
                    let (first, second) = (known.scale.ranks[a.key] ?? -1, known.scale.ranks[b.key] ?? -1)
                    return first == second ? a.key < b.key : first > second
                }.map { (grade: $0.key, providers: $0.value) })
        }.sorted { $0.total == $1.total ? $0.framework < $1.framework : $0.total > $1.total }
    }

    private func api(_ question: SiteAddress.APIAddress) throws -> JSONValue? {
        switch question {
        case .description: return DataAnswers.description(site.settings)
        case .coverage: return DataAnswers.coverage(try feeds())
        case .tallies: return DataAnswers.tallies(try history.tallies())
        case .providers(let page):
            let total = try history.countListedProviders()
            let last = ProvidersPage.pages(of: total)
            guard page <= last else { return nil }
            let ids = try history.listedProviders(
                offset: (page - 1) * ProvidersPage.length, limit: ProvidersPage.length)
            let found = try history.providers(ids)
            return DataAnswers.providers(found, page: page, last: last, total: total)
        }
    }
}
