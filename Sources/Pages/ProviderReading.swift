import Configuration
import Foundation
import History
import Inspections
import Queries
import Text

/// What is read for the pages on providers, one by one and beside one another.
extension SiteReading {
    func derived(_ id: ProviderID) throws -> Timeline {
        try site.derivation.timeline(of: id, at: now, in: history)
    }

    func providers(_ page: Int, asked: String?, _ frame: Frame) throws -> Hypertext? {
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

    func provider(_ id: ProviderID, _ frame: Frame) throws -> Hypertext? {
        guard let provider = try known(id) else { return nil }
        let timeline = try derived(id)
        return ProviderPage(
            provider: provider, facts: site.registry.facts(on: id), standing: try standing(of: id),
            timeline: timeline, withdrawn: try history.withdrawals(),
            stories: try stories(history.news(on: id, limit: 12)),
            similar: try similar(to: provider), neighbours: try history.neighbours(of: provider, each: 4),
            checked: try history.lastChecked(id), next: try expectedNext(after: timeline, frame)
        ).html(frame)
    }

    /// The band of this year's pages: what began in it counts from the next on, so that one council's inspection leaves
    /// the pages of the others as they are.
    private func expectedNext(after timeline: Timeline, _ frame: Frame) throws -> ExpectedNext? {
        try history.expectedNext(
            after: timeline.entries, catalogue: site.names.frameworks, by: site.derivation, at: now,
            before: frame.firstDayOfYear)
    }

    /// The statistical neighbours of a council, as far as the record knows them.
    private func similar(to provider: Provider) throws -> SimilarProviders? {
        guard let group = site.groups.neighbours(of: provider) else { return nil }
        let members = try members(of: group).filter { $0.id != provider.id }
        return members.isEmpty ? nil : SimilarProviders(group: group.name, members: members)
    }

    /// By name.
    func members(of group: ProviderGroup) throws -> [Provider] {
        guard group.isRegistered else { return try history.providers().filter(group.includes) }
        return try group.names.sorted().flatMap { try history.providers(named: $0) }.filter(group.includes)
    }

    private func standing(of id: ProviderID) throws -> [StandingGrade] {
        try history.rated([id])[id]?.grades ?? []
    }

    func providerFile(_ id: ProviderID, _ file: SiteAddress.ProviderFile, _ frame: Frame) throws -> SitePage? {
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
            let next = file == .calendar ? try expectedNext(after: try derived(id), frame) : nil
            let feed = NewsFeed(
                title: provider.name, address: frame.address, page: .provider(id),
                stories: try stories(history.news(on: id, limit: SiteReading.storiesInFeed)), frame: frame,
                expected: next.map { (provider, $0) })
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

    /// The list that is meant; throws `QueryMistake` where none bears the name.
    private func named(_ list: SiteAddress.ComparedList) throws -> SiteAddress.ComparedList {
        switch list {
        case .region(let name): .region(try QueryMistake.resolving(name, of: "region", among: history.regions()))
        case .group(let name):
            site.groups[name] != nil
                ? list : .group(try QueryMistake.resolving(name, of: "group", among: site.groups.names))
        }
    }

    func comparison(
        _ asked: SiteAddress.ComparedList, framework: String?, page: Int, _ frame: Frame
    ) throws -> Hypertext? {
        let list = try named(asked)
        let asked = framework.map { WrittenName.of($0, among: site.names.frameworks.all.map(\.id)) ?? $0 }
        let length = ComparisonPage.length
        let offset = (page - 1) * length
        switch list {
        case .region(let region):
            let frameworks = try history.frameworks(in: region)
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
                providers: ids.compactMap { rated[$0] },
                through: page == 1 ? try throughYears(chosen, frame) { $0.region == region } : nil, page: page,
                last: last
            ).html(frame)
        case .group(let name):
            guard let group = site.groups[name] else { return nil }
            let members = try members(of: group).map(\.id)
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
                providers: Array(graded.dropFirst(offset).prefix(length)),
                through: page == 1 ? try throughYears(chosen, frame) { members.contains($0.provider) } : nil,
                page: page, last: last
            ).html(frame)
        }
    }

    /// The shares of the grades that stand for the whole, at the end of each year. `nil` where so many are graded under
    /// the framework
    /// that to read all of them would hold up the page.
    private func throughYears(
        _ framework: String, _ frame: Frame, isMember: (StatedGrade) -> Bool
    ) throws -> GradesThroughTime? {
        guard let known = site.names.frameworks[framework], let area = site.names.chief(of: framework) else {
            return nil
        }
        let tallies = try history.tallies().filter { $0.framework == framework }
        let sizes = Dictionary(grouping: tallies, by: \.area).mapValues { $0.reduce(0) { $0 + $1.providers } }
        guard sizes.values.max() ?? 0 <= ComparisonPage.mostThroughYears else { return nil }
        let line = site.names.frameworks.all.filter { $0.line == known.line && $0.area(area.id) != nil }
        let steps = try history.statedGrades(
            of: area.id, frameworks: line.map(\.id), by: site.derivation, at: now
        ).filter(isMember)
        if steps.isEmpty { return nil }
        let ended = Dictionary(
            Set(steps.map(\.provider)).compactMap { id in site.registry.facts(on: id).ended.map { (id, $0) } },
            uniquingKeysWith: { first, _ in first })
        return GradesThroughTime(
            steps, area: area, framework: known, ended: ended, isByRegion: false, today: frame.today)
    }

    /// Those of the configuration, and of those that come with the program whichever the record knows a member of.
    func groupNames() throws -> [String] {
        site.groups.configured.map(\.name)
            + (try site.groups.builtIn.filter { group in
                try group.names.contains { try history.providers(named: $0).contains(where: group.includes) }
            }).map(\.name)
    }

    private func empty(_ list: SiteAddress.ComparedList, _ frame: Frame) -> Hypertext {
        ComparisonPage(list: list, framework: nil, frameworks: [], providers: [], through: nil, page: 1, last: 1)
            .html(frame)
    }
}
