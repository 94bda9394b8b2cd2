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

    private static let storiesOnFront = 24
    private static let storiesInList = 50
    /// What a feed, a table or a calendar of alerts holds at most.
    private static let storiesInFeed = 100
    /// Numbers of alerts in one page of the archive.
    static let archiveLength = 100

    func page(_ address: SiteAddress) throws -> SitePage? {
        let frame = site.frame(address, now: now)
        switch address {
        case .front: return .html(try front(frame))
        case .news(let filter, let form): return try news(filter, form, frame)
        case .newsArchive(let part): return try archive(part, frame).map { .html($0) }
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
        case .about: return .html(AboutPage().html(frame))
        case .style: return nil
        case .api(let question):
            return try api(question).map { SitePage("application/json; charset=utf-8", $0.text + "\n") }
        }
    }

    // MARK: - News

    /// With what holds no longer marked.
    private func stories(_ alerts: [StoredAlert]) throws -> [Story] {
        let voided = Set(try history.corrections(of: Set(alerts.map(\.subject))).flatMap { Story($0).voids })
        return alerts.map { alert in
            var story = Story(alert)
            story.isVoided = voided.contains(alert.id)
            return story
        }
    }

    private func front(_ frame: Frame) throws -> Hypertext {
        FrontPage(
            strip: try strip(), shares: try shares(),
            stories: try stories(history.news(NewsQuery(limit: SiteReading.storiesOnFront))),
            facets: NewsFacets(regions: try history.ratedRegions())
        ).html(frame)
    }

    private func news(_ filter: NewsFilter, _ form: ListForm, _ frame: Frame) throws -> SitePage? {
        guard
            let query = try query(filter, limit: form == .html ? SiteReading.storiesInList : SiteReading.storiesInFeed)
        else { return nil }
        let stories = try stories(history.news(query))
        if form == .html { return .html(try list(filter, stories, isFull: stories.count == query.limit, frame)) }
        let feed = NewsFeed(
            title: title(of: filter), address: frame.address, page: .news(filter, .html), stories: stories, frame: frame
        )
        return SiteReading.page(feed, form)
    }

    private static func page(_ feed: NewsFeed, _ form: ListForm) -> SitePage {
        switch form {
        case .html, .atom: SitePage("application/atom+xml; charset=utf-8", feed.atom)
        case .json: SitePage("application/feed+json; charset=utf-8", feed.json)
        case .csv: SitePage("text/csv; charset=utf-8; header=present", feed.csv)
        case .ics: SitePage("text/calendar; charset=utf-8", feed.calendar)
        }
    }

    /// `nil` for words that nothing is called, so that a slip is no empty list.
    private func query(_ filter: NewsFilter, limit: Int) throws -> NewsQuery? {
        if let direction = filter.direction, AlertDirection(rawValue: direction) == nil { return nil }
        if let kind = filter.kind {
            guard let kind = AlertKind(rawValue: kind), !kind.isForOperators else { return nil }
        }
        if let region = filter.region, try !history.regions().contains(region) { return nil }
        var query = NewsQuery(
            direction: filter.direction, kind: filter.kind, region: filter.region, before: filter.before, limit: limit)
        if let provider = filter.provider {
            guard let found = try known(ProviderID(provider)) else { return nil }
            query.provider = found.id
        }
        if let since = filter.since {
            guard let instant = SinceText.instant(since, now: now) else { return nil }
            query.since = instant
        }
        return query
    }

    private func title(of filter: NewsFilter) -> String {
        let parts = [filter.direction.map(site.words.direction), filter.kind.map(site.words.kind), filter.region]
        let asked = parts.compactMap(\.self).joined(separator: ", ")
        return asked.isEmpty ? "\(site.settings.title): \(site.words[.newsIn])" : "\(site.words[.newsIn]): \(asked)"
    }

    private func list(_ filter: NewsFilter, _ stories: [Story], isFull: Bool, _ frame: Frame) throws -> Hypertext {
        var older: SiteAddress?
        if isFull, let last = stories.last?.alert.sequence, last > 1 {
            if filter == NewsFilter() {
                // A page of the archive never changes once it is full, so it may repeat some of these.
                older = .newsArchive((last - 2) / SiteReading.archiveLength)
            } else if !filter.isPublished {
                var next = filter
                next.before = last
                older = .news(next, .html)
            }
        }
        return NewsPage(
            title: filter == NewsFilter() ? site.words[.newsIn] : title(of: filter), stories: stories, filter: filter,
            facets: NewsFacets(regions: try history.ratedRegions()), older: older,
            newer: filter.before == nil ? nil : .news(NewsFilter(), .html)
        ).html(frame)
    }

    private func archive(_ part: Int, _ frame: Frame) throws -> Hypertext? {
        let first = part * SiteReading.archiveLength + 1
        guard let last = try history.lastAlert()?.sequence, first <= last else { return nil }
        let stories = try stories(history.news(in: first...(first + SiteReading.archiveLength - 1)))
        return NewsPage(
            title: "\(site.words[.archive]) \(part + 1)", stories: stories, filter: nil, facets: nil,
            older: part > 0 ? .newsArchive(part - 1) : nil, newer: .news(NewsFilter(), .html)
        ).html(frame)
    }

    /// An alert for readers by its whole id.
    private func named(_ id: String) throws -> StoredAlert? {
        guard id.hasPrefix("rw_") else { return nil }
        return try history.alerts(named: id).first { $0.id == id && !$0.kind.hasPrefix("operator-") }
    }

    private func alert(_ id: String, _ frame: Frame) throws -> Hypertext? {
        guard let alert = try named(id) else { return nil }
        let subject = ProviderID(alert.subject)
        let timeline = try derived(subject)
        let inspection = (timeline.entries.map(\.inspection) + timeline.letters).first { known in
            known.versions.contains { $0.publication == alert.publication }
        }
        return AlertPage(
            story: Story(alert),
            later: try history.alerts(on: subject).filter { $0.sequence > alert.sequence }.map { Story($0) },
            versions: inspection?.versions.sorted { $0.id < $1.id } ?? []
        ).html(frame)
    }

    // MARK: - Providers

    private func known(_ id: ProviderID) throws -> Provider? { try history.provider(id) }

    private func derived(_ id: ProviderID) throws -> Timeline {
        try site.derivation.timeline(of: id, at: now, in: history)
    }

    private func providers(_ page: Int, asked: String?, _ frame: Frame) throws -> Hypertext? {
        let length = ProvidersPage.length
        let first = (page - 1) * length
        let (ids, total): ([ProviderID], Int)
        if let asked {
            let all = try history.listedProviders(matching: asked, limit: ProvidersPage.mostFound)
            (ids, total) = (Array(all.dropFirst(first).prefix(length)), all.count)
        } else {
            (ids, total) = (
                try history.listedProviders(offset: first, limit: length), try history.countListedProviders()
            )
        }
        let last = ProvidersPage.pages(of: total)
        guard page <= last else { return nil }
        let found = try history.providers(ids)
        return ProvidersPage(
            providers: found, rated: found.isEmpty ? [:] : try history.rated(found.map(\.id)), page: page, last: last,
            total: total, asked: asked
        ).html(frame)
    }

    private func provider(_ id: ProviderID, _ frame: Frame) throws -> Hypertext? {
        guard let provider = try known(id) else { return nil }
        return ProviderPage(
            provider: provider, facts: site.registry.facts(on: id), standing: try standing(of: id),
            timeline: try derived(id), withdrawn: try history.withdrawals(),
            stories: try stories(history.news(on: id, limit: 12)),
            neighbours: try history.neighbours(of: provider, each: 4), checked: try history.lastChecked(id)
        ).html(frame)
    }

    private func standing(of id: ProviderID) throws -> [StandingGrade] {
        try history.rated([id])[id]?.grades ?? []
    }

    private func providerFile(_ id: ProviderID, _ file: SiteAddress.ProviderFile, _ frame: Frame) throws -> SitePage? {
        guard let provider = try known(id) else { return nil }
        switch file {
        case .timeline:
            let timeline = try derived(id)
            let drawn = DrawnTimeline(
                timeline.entries.map(\.graded), letters: timeline.letters, frameworks: site.names.frameworks,
                today: frame.today)
            return SitePage(
                "image/svg+xml; charset=utf-8", TimelineDrawing(provider: provider, timeline: drawn).text)
        case .badge:
            let rated = try history.rated([id])[id]
            return SitePage(
                "image/svg+xml; charset=utf-8",
                Badge(provider: provider, standing: rated?.chief(site.names)).svg(frame).text)
        case .news, .calendar:
            let feed = NewsFeed(
                title: provider.name, address: frame.address, page: .provider(id),
                stories: try history.news(on: id, limit: SiteReading.storiesInFeed).map { Story($0) }, frame: frame)
            return SiteReading.page(feed, file == .news ? .atom : .ics)
        case .judgements, .history:
            let report = HistoryReport(
                provider: provider, asOf: nil, inspections: try derived(id).entries,
                withdrawn: try history.withdrawals())
            return file == .history
                ? SitePage("application/json; charset=utf-8", report.json.text + "\n")
                : SitePage("text/csv; charset=utf-8; header=present", report.csv)
        }
    }

    // MARK: - Lists

    private func comparison(
        _ list: SiteAddress.ComparedList, framework asked: String?, page: Int, _ frame: Frame
    ) throws -> Hypertext? {
        let length = ComparisonPage.length
        let offset = (page - 1) * length
        switch list {
        case .region(let region):
            let frameworks = try history.frameworks(in: region)
            if frameworks.isEmpty, try !history.regions().contains(region) { return nil }
            guard let chosen = asked ?? frameworks.first, asked == nil || frameworks.contains(chosen) else {
                return asked == nil ? empty(list, frame) : nil
            }
            let (ids, total) = try history.comparedProviders(
                region: region, framework: chosen, offset: offset, limit: length)
            let last = max((total + length - 1) / length, 1)
            guard page <= last else { return nil }
            let rated = ids.isEmpty ? [:] : try history.rated(ids)
            return ComparisonPage(
                list: list, framework: site.names.frameworks[chosen], frameworks: frameworks,
                providers: ids.compactMap { rated[$0] }, page: page, last: last
            ).html(frame)
        case .group(let name):
            guard let group = site.groups[name] else { return nil }
            let members = try history.providers().filter(group.includes).map(\.id)
            let rated = members.isEmpty ? [:] : try history.rated(members)
            let all = members.compactMap { rated[$0] }
            let counts = Dictionary(grouping: all.flatMap { Set($0.grades.map(\.framework)) }, by: \.self).mapValues(
                \.count)
            let frameworks = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
            guard let chosen = asked ?? frameworks.first, asked == nil || frameworks.contains(chosen) else {
                return asked == nil ? empty(list, frame) : nil
            }
            let graded = all.filter { $0.grades.contains { $0.framework == chosen } }
            let last = max((graded.count + length - 1) / length, 1)
            guard page <= last else { return nil }
            return ComparisonPage(
                list: list, framework: site.names.frameworks[chosen], frameworks: frameworks,
                providers: Array(graded.dropFirst(offset).prefix(length)), page: page, last: last
            ).html(frame)
        }
    }

    /// Those of the configuration, and of those that come with the program whichever the record knows a member of.
    private func groupNames() throws -> [String] {
        site.groups.configured.map(\.name)
            + (try site.groups.builtIn.filter { group in
                try group.names.contains { try history.providers(named: $0).contains(where: group.includes) }
            }).map(\.name)
    }

    private func empty(_ list: SiteAddress.ComparedList, _ frame: Frame) -> Hypertext {
        ComparisonPage(list: list, framework: nil, frameworks: [], providers: [], page: 1, last: 1).html(frame)
    }

    // MARK: - Sources

    private func feeds() throws -> [FeedsReport.Line] {
        try FeedsReport(configured: site.feeds, in: history).feeds
    }

    private func sources(_ frame: Frame) throws -> Hypertext {
        FeedsPage(
            feeds: try feeds(), doubts: try history.doubts(),
            inDoubt: try history.publicationStates().mapValues { $0[.doubtful] ?? 0 }
        ).html(frame)
    }

    private func strip() throws -> CoverageStrip {
        CoverageStrip(
            providers: try history.countListedProviders(),
            grades: try history.tallies().reduce(0) { $0 + $1.providers },
            sources: site.feeds.count, looked: try history.lastSuccess().flatMap { CalendarDate(london: $0) })
    }

    /// Of the chief area of each framework, the one with most providers first.
    private func shares() throws -> [GradeShares] {
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
