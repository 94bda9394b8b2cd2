import Configuration
import Digests
package import Foundation
import History
import Inspections

/// All pages of a copy of the site as files.
package struct SiteOutline: Sendable {
    /// Pages that one thing alone makes what they are; they change only where its mark does.
    package struct Group: Sendable {
        package let addresses: [SiteAddress]
        package let mark: String
    }

    package let groups: [Group]
    /// Pages that many things make what they are.
    package let lists: [SiteAddress]
}

extension Site {
    /// `now`: the instant as of which the pages are shown.
    package func outline(now: Date) async throws -> SiteOutline {
        let day = CalendarDate(london: now)?.iso ?? ""
        let groups = groups
        let names = names
        return try await record.read("list the pages") { history in
            let marks = try history.pageMarks()
            var ofLine: [ProviderID: String] = [:]
            for (predecessor, provider) in try history.successionPairs() {
                ofLine[provider, default: ""] += "<" + (marks[predecessor] ?? "")
                ofLine[predecessor, default: ""] += ">" + (marks[provider] ?? "")
            }
            let everybody = try history.providers()
            // Whose neighbour appears or goes, has other neighbours.
            let places = Dictionary(grouping: everybody) { "\($0.region ?? "")|\($0.kind)" }
                .mapValues { SHA256.hex(of: $0.map(\.name).joined(separator: "\n")) }
            // What an earlier year is found to have held moves the bands of all.
            let year = CalendarDate(london: now).flatMap { CalendarDate(year: $0.year, month: 1, day: 1) }
            let past = try year.map { try history.lastStatement(before: $0) } ?? 0
            let reading = SiteReading(site: self, history: history, now: now)
            func comparisons(of group: ProviderGroup, _ members: [ProviderID]) throws -> [SiteAddress] {
                let rated = members.isEmpty ? [:] : try history.rated(members)
                let counts = Dictionary(
                    grouping: rated.values.flatMap { Set($0.grades.map(\.framework)) }, by: \.self
                ).mapValues(\.count)
                return [.comparison(.group(group.name), framework: nil, page: 1)]
                    + counts.sorted { $0.key < $1.key }.filter { names.frameworks[$0.key] != nil }.flatMap {
                        ComparisonPage.addresses(.group(group.name), framework: $0.key, total: $0.value)
                    }
            }
            // A council that is known by its name too is one: by the name of the group.
            var similar: [String: [ProviderID]] = [:]
            var ofNeighbours: [SiteOutline.Group] = []
            for provider in everybody {
                guard let group = groups.neighbours(of: provider), similar[group.name] == nil else { continue }
                let members = try reading.members(of: group).map(\.id)
                similar[group.name] = members
                ofNeighbours.append(
                    SiteOutline.Group(
                        addresses: try comparisons(of: group, members),
                        mark: day + members.map { "|\(marks[$0] ?? "")\(ofLine[$0] ?? "")" }.joined()))
            }
            let ofProviders = everybody.map { provider in
                let id = provider.id
                let others = groups.neighbours(of: provider).flatMap { similar[$0.name] } ?? []
                return SiteOutline.Group(
                    addresses: [.provider(id)]
                        + SiteAddress.ProviderFile.allCases.map { .providerFile(id, $0) },
                    mark: [
                        day, marks[id] ?? "", ofLine[id] ?? "",
                        places["\(provider.region ?? "")|\(provider.kind)"] ?? "", String(past),
                        others.map(\.text).joined(separator: " "),
                    ].joined(separator: "|"))
            }
            let alerts = try history.newsIndex()
            let ofAlerts = alerts.map { alert in
                let subject = ProviderID(alert.subject)
                return SiteOutline.Group(
                    addresses: [.alert(alert.id), .alertBody(alert.id)],
                    mark: "\(marks[subject] ?? "")\(ofLine[subject] ?? "")|\(alert.links)")
            }
            var lists: [SiteAddress] = [.style, .front, .compare, .coverage, .feeds, .about, .find(nil, page: 1)]
            lists += [.api(.description), .api(.coverage), .api(.tallies)]
            for filter in NewsFacets(regions: try history.ratedRegions()).filters {
                lists += ListForm.allCases.map { .news(filter, $0) }
            }
            if let last = alerts.last?.sequence {
                lists += (0...((last - 1) / SiteReading.archiveLength)).flatMap { part in
                    ListForm.allCases.map { .newsArchive(part, $0) }
                }
            }
            let pages = ProvidersPage.pages(of: try history.countListedProviders())
            lists += (1...pages).flatMap { [.providers($0), .api(.providers(page: $0))] }
            for region in try history.regions() {
                lists.append(.comparison(.region(region), framework: nil, page: 1))
                for framework in try history.frameworks(in: region) where names.frameworks[framework] != nil {
                    let total = try history.comparedProviders(
                        region: region, framework: framework, offset: 0, limit: 1
                    ).total
                    lists += ComparisonPage.addresses(.region(region), framework: framework, total: total)
                }
            }
            if settings.showsDeliveries { lists.append(.deliveries) }
            for group in groups.configured + groups.builtIn {
                let members = try reading.members(of: group).map(\.id)
                if members.isEmpty, !groups.configured.contains(where: { $0.name == group.name }) { continue }
                lists += try comparisons(of: group, members)
            }
            return SiteOutline(groups: ofProviders + ofNeighbours + ofAlerts, lists: lists)
        }
    }
}

extension ComparisonPage {
    /// The pages of a list that has so many providers under a framework.
    static func addresses(
        _ list: SiteAddress.ComparedList, framework: String, total: Int
    ) -> [SiteAddress] {
        (1...max((total + length - 1) / length, 1)).map { .comparison(list, framework: framework, page: $0) }
    }
}
