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
            for (provider, predecessor) in try history.successionPairs() {
                ofLine[provider, default: ""] += "<" + (marks[predecessor] ?? "")
            }
            let everybody = try history.providers()
            // Whose neighbour appears or goes, has other neighbours.
            let places = Dictionary(grouping: everybody) { "\($0.region ?? "")|\($0.kind)" }
                .mapValues { SHA256.hex(of: $0.map(\.name).joined(separator: "\n")) }
            let ofProviders = everybody.map { provider in
                let id = provider.id
                return SiteOutline.Group(
                    addresses: [.provider(id)]
                        + SiteAddress.ProviderFile.allCases.map { .providerFile(id, $0) },
                    mark: [
                        day, marks[id] ?? "", ofLine[id] ?? "",
                        places["\(provider.region ?? "")|\(provider.kind)"] ?? "",
                    ].joined(separator: "|"))
            }
            let alerts = try history.newsIndex()
            let ofAlerts = alerts.map { alert in
                let subject = ProviderID(alert.subject)
                return SiteOutline.Group(
                    addresses: [.alert(alert.id), .alertBody(alert.id)],
                    mark: (marks[subject] ?? "") + (ofLine[subject] ?? ""))
            }
            var lists: [SiteAddress] = [.style, .front, .compare, .coverage, .feeds, .about, .find(nil, page: 1)]
            lists += [.api(.description), .api(.coverage), .api(.tallies)]
            for filter in NewsFacets(regions: try history.ratedRegions()).filters {
                lists += ListForm.allCases.map { .news(filter, $0) }
            }
            if let last = alerts.last?.sequence {
                lists += (0...((last - 1) / SiteReading.archiveLength)).map { .newsArchive($0) }
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
            for group in groups.configured + groups.builtIn {
                let ids = everybody.filter(group.includes).map(\.id)
                if ids.isEmpty, !groups.configured.contains(where: { $0.name == group.name }) { continue }
                lists.append(.comparison(.group(group.name), framework: nil, page: 1))
                let rated = ids.isEmpty ? [:] : try history.rated(ids)
                let counts = Dictionary(
                    grouping: rated.values.flatMap { Set($0.grades.map(\.framework)) }, by: \.self
                ).mapValues(\.count)
                for (framework, total) in counts.sorted(by: { $0.key < $1.key })
                where names.frameworks[framework] != nil {
                    lists += ComparisonPage.addresses(.group(group.name), framework: framework, total: total)
                }
            }
            return SiteOutline(groups: ofProviders + ofAlerts, lists: lists)
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
