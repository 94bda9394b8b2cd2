import Configuration
import Foundation
import History
import Inspections
import Queries
import Text

/// What is read for the pages on news.
extension SiteReading {
    func front(_ frame: Frame) throws -> Hypertext {
        FrontPage(
            strip: try strip(), shares: try shares(),
            stories: try stories(history.news(NewsQuery(limit: SiteReading.storiesOnFront))),
            facets: NewsFacets(regions: try history.ratedRegions())
        ).html(frame)
    }

    func news(_ asked: NewsFilter, _ form: ListForm, _ frame: Frame) throws -> SitePage {
        let limit = form == .html ? SiteReading.storiesInList : SiteReading.storiesInFeed
        let filter = try named(asked)
        let query = try query(filter, limit: limit)
        let stories = try stories(history.news(query))
        let older = stories.count == query.limit ? older(than: stories.last?.alert.sequence, filter, form) : nil
        if form == .html { return .html(try list(filter, stories, older: older, frame)) }
        let feed = NewsFeed(
            title: title(of: filter), address: frame.address, page: .news(filter, .html), stories: stories,
            older: older, frame: frame)
        return SiteReading.page(feed, form)
    }

    static func page(_ feed: NewsFeed, _ form: ListForm) -> SitePage {
        switch form {
        case .html, .atom: SitePage("application/atom+xml; charset=utf-8", feed.atom)
        case .json: SitePage("application/feed+json; charset=utf-8", feed.json)
        case .csv: SitePage("text/csv; charset=utf-8; header=present", feed.csv)
        case .ics: SitePage("text/calendar; charset=utf-8", feed.calendar)
        }
    }

    /// With the names that are meant; throws `QueryMistake` for words that nothing is called, so that a slip is no
    /// empty list.
    private func named(_ asked: NewsFilter) throws -> NewsFilter {
        var filter = asked
        filter.direction = try asked.direction.map { direction in
            try direction.split(separator: ",", omittingEmptySubsequences: false).map {
                try QueryMistake.resolving(
                    String($0).trimmed, of: "direction", among: AlertDirection.allCases.map(\.rawValue))
            }.joined(separator: ",")
        }
        filter.kind = try asked.kind.map {
            let kinds = AlertKind.allCases.filter { !$0.isForOperators }
            return try QueryMistake.resolving($0, of: "kind of alert", among: kinds.map(\.rawValue))
        }
        filter.region = try asked.region.map {
            try QueryMistake.resolving($0, of: "region", among: history.regions())
        }
        return filter
    }

    private func query(_ filter: NewsFilter, limit: Int) throws -> NewsQuery {
        var query = NewsQuery(
            directions: filter.directions, kind: filter.kind, region: filter.region, before: filter.before, limit: limit
        )
        if let provider = filter.provider {
            switch try ProviderSearch(provider, in: history, registry: { site.registry }) {
            case .found(let found): query.provider = found.id
            case .unseen(let other): throw QueryMistake("no publication on \(other.name) (\(other.id.text)) is known")
            case .unknown(let reason): throw QueryMistake(reason)
            }
        }
        if let since = filter.since {
            guard let instant = SinceText.instant(since, now: now) else {
                throw QueryMistake(
                    "`since` takes a day, an instant or a duration back from now: 2024-05-16, 2024-05, 2024, 7d, 2w")
            }
            query.since = instant
        }
        return query
    }

    private func title(of filter: NewsFilter) -> String {
        let directions = filter.directions.map { $0.map(site.words.direction).joined(separator: ", ") }
        let parts = [directions, filter.kind.map(site.words.kind), filter.region]
        let asked = parts.compactMap(\.self).joined(separator: ", ")
        return asked.isEmpty ? "\(site.settings.title): \(site.words[.newsIn])" : "\(site.words[.newsIn]): \(asked)"
    }

    /// What follows a list that is full. `last`: the number of its oldest alert.
    private func older(than last: Int?, _ filter: NewsFilter, _ form: ListForm) -> SiteAddress? {
        guard let last, last > 1 else { return nil }
        // A page of the archive never changes once it is full, so it may repeat some of these.
        if filter == NewsFilter() { return .newsArchive((last - 2) / SiteReading.archiveLength, form) }
        // In a copy as files nothing answers a question: a reader would be sent back to where it is, for ever.
        if filter.isPublished { return nil }
        var next = filter
        next.before = last
        return .news(next, form)
    }

    private func list(
        _ filter: NewsFilter, _ stories: [Story], older: SiteAddress?, _ frame: Frame
    ) throws -> Hypertext {
        NewsPage(
            title: filter == NewsFilter() ? site.words[.newsIn] : title(of: filter), stories: stories, filter: filter,
            facets: NewsFacets(regions: try history.ratedRegions()), older: older,
            newer: filter.before == nil ? nil : .news(NewsFilter(), .html)
        ).html(frame)
    }

    func archive(_ part: Int, _ form: ListForm, _ frame: Frame) throws -> SitePage? {
        let first = part * SiteReading.archiveLength + 1
        guard let last = try history.lastAlert()?.sequence, first <= last else { return nil }
        let stories = try stories(history.news(in: first...(first + SiteReading.archiveLength - 1)))
        let title = "\(site.words[.archive]) \(part + 1)"
        let older: SiteAddress? = part > 0 ? .newsArchive(part - 1, form) : nil
        if form != .html {
            let feed = NewsFeed(
                title: "\(site.settings.title): \(title)", address: frame.address, page: .newsArchive(part, .html),
                stories: stories, older: older, frame: frame)
            return SiteReading.page(feed, form)
        }
        return .html(
            NewsPage(
                title: title, stories: stories, filter: nil, facets: nil, older: older,
                newer: .news(NewsFilter(), .html)
            ).html(frame))
    }

    /// An alert for readers by its whole id.
    func named(_ id: String) throws -> StoredAlert? {
        guard id.hasPrefix("rw_") else { return nil }
        return try history.alerts(named: id).first { $0.id == id && !$0.kind.hasPrefix("operator-") }
    }

    func alert(_ id: String, _ frame: Frame) throws -> Hypertext? {
        guard let alert = try named(id) else { return nil }
        let subject = ProviderID(alert.subject)
        let timeline = try derived(subject)
        let inspection = (timeline.entries.map(\.inspection) + timeline.letters).first { known in
            known.versions.contains { $0.publication == alert.publication }
        }
        return AlertPage(
            story: Story(alert),
            later: try history.alerts(on: subject).filter { $0.sequence > alert.sequence }.map { Story($0) },
            versions: inspection?.versions.sorted { $0.id < $1.id } ?? [],
            hashes: try history.deliveries(of: alert.sequence).compactMap(\.hash)
        ).html(frame)
    }
}
