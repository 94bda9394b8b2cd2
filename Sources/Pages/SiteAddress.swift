package import Inspections
import Text

/// Forms in which one list is served.
package enum ListForm: String, Sendable, CaseIterable {
    case html, atom, json, csv, ics
}

/// Which alerts a list shows, as its address says it.
package struct NewsFilter: Hashable, Sendable {
    package var region: String?
    /// One, or several with commas between them.
    package var direction: String?
    package var kind: String?
    package var provider: String?
    /// A day or an instant.
    package var since: String?
    /// The number of the alert before which it goes on.
    package var before: Int?

    package init(
        region: String? = nil, direction: String? = nil, kind: String? = nil, provider: String? = nil,
        since: String? = nil, before: Int? = nil
    ) {
        self.region = region
        self.direction = direction
        self.kind = kind
        self.provider = provider
        self.since = since
        self.before = before
    }

    var directions: [String]? { direction?.split(separator: ",").map(String.init) }

    /// True where a copy of the site as files holds it.
    var isPublished: Bool {
        kind == nil && provider == nil && since == nil && before == nil && direction?.contains(",") != true
    }
}

/// A page of the site. Its path is that of its file in a copy of the site, too.
package enum SiteAddress: Hashable, Sendable {
    case front
    case news(NewsFilter, ListForm)
    /// A hundred numbers of alerts, from 0.
    case newsArchive(Int, ListForm)
    case alert(String)
    /// The event as receivers were given it.
    case alertBody(String)
    /// A hundred providers by name, from page 1.
    case providers(Int)
    /// Those whose name holds a text.
    case find(String?, page: Int)
    case provider(ProviderID)
    case providerFile(ProviderID, ProviderFile)
    case compare
    /// `region` or `group` is a list of providers, of which a framework's grades are shown.
    case comparison(ComparedList, framework: String?, page: Int)
    case coverage
    case feeds
    /// How the alerts reach their receivers; only where the operator shows it.
    case deliveries
    case about
    case style
    case api(APIAddress)

    package enum ProviderFile: String, Sendable, CaseIterable {
        case timeline = "timeline.svg"
        case badge = "badge.svg"
        case news = "news.atom"
        case calendar = "calendar.ics"
        case judgements = "judgements.csv"
        case history = "history.json"
    }

    package enum ComparedList: Hashable, Sendable {
        case region(String)
        case group(String)

        fileprivate var path: String {
            switch self {
            case .region(let name): "compare/region/" + PathPart.text(name)
            case .group(let name): "compare/group/" + PathPart.text(name)
            }
        }
    }

    package enum APIAddress: Hashable, Sendable {
        case description
        case providers(page: Int)
        case coverage
        case tallies
    }

    /// From the top of the site, without a slash before it.
    package var path: String {
        switch self {
        case .front: "index.html"
        case .news(let filter, let form):
            if filter.isPublished {
                (["alerts", filter.region.map(PathPart.text), filter.direction.map(PathPart.text)].compactMap(\.self))
                    .joined(separator: "/") + ".\(form.rawValue)"
            } else {
                "alerts.\(form.rawValue)"
            }
        case .newsArchive(let part, let form): "alerts/archive/\(part + 1).\(form.rawValue)"
        case .alert(let id): "alert/\(PathPart.text(id)).html"
        case .alertBody(let id): "alert/\(PathPart.text(id)).json"
        case .providers(let page): page == 1 ? "providers.html" : "providers/\(page).html"
        case .find: "find.html"
        case .provider(let id): "provider/\(PathPart.text(id.text)).html"
        case .providerFile(let id, let file): "provider/\(PathPart.text(id.text))/\(file.rawValue)"
        case .compare: "compare.html"
        case .comparison(let list, let framework, let page):
            list.path + (framework.map { "/" + PathPart.text($0) } ?? "") + (page == 1 ? "" : "/\(page)") + ".html"
        case .coverage: "coverage.html"
        case .feeds: "feeds.html"
        case .deliveries: "deliveries.html"
        case .about: "about.html"
        case .style: "style.css"
        case .api(.description): "api/v1/openapi.json"
        case .api(.providers(let page)): "api/v1/providers/\(page).json"
        case .api(.coverage): "api/v1/coverage.json"
        case .api(.tallies): "api/v1/tallies.json"
        }
    }

    /// With a `?` before it; empty for most.
    package var query: String {
        switch self {
        case .news(let filter, _) where !filter.isPublished:
            QueryText.text([
                ("region", filter.region), ("direction", filter.direction), ("kind", filter.kind),
                ("provider", filter.provider), ("since", filter.since), ("before", filter.before.map(String.init)),
            ])
        case .find(let text, let page):
            QueryText.text([("q", text), ("page", page == 1 ? nil : String(page))])
        default: ""
        }
    }

    /// How a page at `origin` leads there, wherever the site lies: relative.
    package func relative(to origin: SiteAddress) -> String {
        let depth = origin.path.utf8.count { $0 == UInt8(ascii: "/") }
        // A first part with a colon would be a scheme.
        let up = depth == 0 ? "./" : String(repeating: "../", count: depth)
        if self == .front { return up }
        return up + path + query
    }

    /// `nil` for a path that is none. `path`: decoded, from the top; a page's name needs no `.html`.
    package init?(path: String, query: [(name: String, value: String)]) {
        let asked = Dictionary(
            query.filter { !$0.value.isEmpty }.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let page = asked["page"].map { Int($0) ?? 0 } ?? 1
        guard page >= 1, page < 1_000_000 else { return nil }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.last == "" { parts[parts.count - 1] = "index" }
        guard let last = parts.last, !parts.contains(""), !parts.contains(".."), !parts.contains(".") else {
            return nil
        }
        let dot = last.lastIndex(of: ".")
        let known = Set(["html", "atom", "json", "csv", "ics", "svg", "css"])
        let ending = dot.map { String(last[last.index(after: $0)...]) }.flatMap { known.contains($0) ? $0 : nil }
        let name = ending == nil ? last : String(last[..<(dot ?? last.endIndex)])
        let form = ending ?? "html"
        let folders = Array(parts.dropLast())
        guard
            let address = SiteAddress.address(
                folders: folders, name: name, form: form, file: last, asked: asked, page: page)
        else { return nil }
        self = address
    }

    private static func address(
        folders: [String], name: String, form: String, file: String, asked: [String: String], page: Int
    ) -> SiteAddress? {
        let isPage = form == "html"
        switch (folders.first, folders.count) {
        case (nil, _):
            if form == "css" { return name == "style" ? .style : nil }
            if name == "alerts", let form = ListForm(rawValue: form) { return news(asked, form) }
            return isPage ? single(name, asked: asked, page: page) : nil
        case ("alerts", 2) where folders[1] == "archive":
            guard let form = ListForm(rawValue: form), let number = Int(name), (1..<1_000_000_000).contains(number)
            else {
                return nil
            }
            return .newsArchive(number - 1, form)
        case ("alerts", 1), ("alerts", 2):
            guard let form = ListForm(rawValue: form), let name = PathPart.decoded(name) else { return nil }
            if folders.count == 2 {
                return PathPart.decoded(folders[1]).map {
                    .news(NewsFilter(region: $0, direction: name), form)
                }
            }
            let isDirection = WrittenName.of(name, among: AlertDirection.allCases.map(\.rawValue)) != nil
            return .news(isDirection ? NewsFilter(direction: name) : NewsFilter(region: name), form)
        case ("alert", 1):
            guard let id = PathPart.decoded(name) else { return nil }
            return isPage ? .alert(id) : form == "json" ? .alertBody(id) : nil
        case ("providers", 1): return isPage ? Int(name).flatMap { $0 > 1 ? .providers($0) : nil } : nil
        case ("provider", 1):
            // An id may end like a file.
            let part = isPage && file.hasSuffix(".html") ? name : file
            return PathPart.decoded(part).map { .provider(ProviderID($0)) }
        case ("provider", 2):
            guard let id = PathPart.decoded(folders[1]), let kept = ProviderFile(rawValue: file) else { return nil }
            return .providerFile(ProviderID(id), kept)
        case ("compare", 2...4): return isPage ? comparison(Array(folders.dropFirst()) + [name]) : nil
        case ("api", 2...3) where folders[1] == "v1" && form == "json":
            if folders.count == 3 {
                return folders[2] == "providers"
                    ? Int(name).flatMap { $0 >= 1 ? .api(.providers(page: $0)) : nil } : nil
            }
            switch name {
            case "openapi": return .api(.description)
            case "coverage": return .api(.coverage)
            case "tallies": return .api(.tallies)
            default: return nil
            }
        default: return nil
        }
    }

    private static func single(_ name: String, asked: [String: String], page: Int) -> SiteAddress? {
        switch name {
        case "index": .front
        case "providers": asked["q"] == nil ? .providers(page) : .find(asked["q"], page: page)
        case "find": .find(asked["q"], page: page)
        case "compare":
            if let region = asked["region"] {
                .comparison(.region(region), framework: asked["framework"], page: page)
            } else if let group = asked["group"] {
                .comparison(.group(group), framework: asked["framework"], page: page)
            } else {
                .compare
            }
        case "coverage": .coverage
        case "feeds": .feeds
        case "deliveries": .deliveries
        case "about": .about
        default: nil
        }
    }

    private static func news(_ asked: [String: String], _ form: ListForm) -> SiteAddress? {
        let before = asked["before"]
        guard before == nil || before.flatMap(Int.init) != nil else { return nil }
        return .news(
            NewsFilter(
                region: asked["region"], direction: asked["direction"], kind: asked["kind"],
                provider: asked["provider"], since: asked["since"], before: before.flatMap(Int.init)), form)
    }

    /// `region/NAME`, `region/NAME/FRAMEWORK` and `region/NAME/FRAMEWORK/PAGE`.
    private static func comparison(_ parts: [String]) -> SiteAddress? {
        let decoded = parts.compactMap(PathPart.decoded)
        guard decoded.count == parts.count, (2...4).contains(parts.count) else { return nil }
        let list: ComparedList? =
            switch decoded[0] {
            case "region": .region(decoded[1])
            case "group": .group(decoded[1])
            default: nil
            }
        let page = parts.count == 4 ? Int(parts[3]) ?? 0 : 1
        guard let list, page >= 1, parts.count < 4 || page > 1 else { return nil }
        return .comparison(list, framework: parts.count > 2 ? decoded[2] : nil, page: page)
    }
}
