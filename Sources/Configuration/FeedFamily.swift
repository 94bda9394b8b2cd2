import Text
import YAML

/// A feed of several addresses: a feed of each, with a state and a health of its own, under one name.
package struct FeedFamily: Sendable, Hashable {
    /// As the configuration has it: `food-hygiene`.
    package let name: String
    /// The names of its feeds, in order: `food-hygiene/FHRS857en-GB`.
    package let members: [String]

    static let key = "urls"

    /// A feed that has several addresses becomes as many; what is wrong with these is reported.
    static func applied(to root: YAMLNode) -> YAMLNode {
        root.multiplied(at: "feeds") { feed in
            guard let urls = feed.member(key) else { return nil }
            if feed.member("url") != nil || feed.member("path") != nil {
                urls.problem("a feed has either \"url\" (or \"path\") or \"urls\"")
                return nil
            }
            let addresses = urls.list()
            guard let name = feed.member("name"), let text = name.scalar else { return nil }
            if urls.isEmptyList { urls.problem("must name at least one address") }
            if addresses.isEmpty { return nil }
            let labels = labels(of: addresses.map { $0.scalar ?? "" })
            return zip(addresses, labels).map { address, label in
                [("url", address), ("name", name.replaced(by: text + "/" + label))]
            }
        }
    }

    /// What the name of a member begins with: `food-hygiene`; `nil` where it is none's.
    package static func name(ofMember member: String) -> String? {
        member.lastIndex(of: "/").map { String(member[..<$0]) }
    }

    /// `nil` for a feed with one address.
    init?(of feed: YAMLMapping) {
        guard let urls = feed[FeedFamily.key], let name = feed["name"]?.scalar, let url = feed["url"]?.scalar else {
            return nil
        }
        let addresses = urls.members.map { $0.scalar ?? "" }
        let labels = FeedFamily.labels(of: addresses)
        guard let place = addresses.firstIndex(of: url), name.hasSuffix("/" + labels[place]) else { return nil }
        let family = String(name.dropLast(labels[place].count + 1))
        self.name = family
        members = labels.map { family + "/" + $0 }
    }

    /// What tells the addresses apart: the name of the file, where no two have the same, else more of the address.
    private static func labels(of addresses: [String]) -> [String] {
        let forms: [(String) -> String] = [
            { address in
                let file = lastPart(of: String(address.prefix { $0 != "?" && $0 != "#" }))
                return file.lastIndex(of: ".").map { String(file[..<$0]) }?.nonEmpty ?? file
            },
            lastPart,
            { address in address.firstRange(of: "://").map { String(address[$0.upperBound...]) } ?? address },
        ]
        var labels: [String] = []
        for form in forms {
            labels = addresses.map { plain(form($0)) }
            if Set(labels).count == Set(addresses).count, !labels.contains("") { break }
        }
        return labels
    }

    private static func lastPart(of address: String) -> String {
        address.split(separator: "/").last.map(String.init) ?? ""
    }

    private static func plain(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
    }
}

/// The names by which a configuration's feeds can be asked for; one of several addresses stands for all of its feeds.
package struct KnownFeeds: Sendable {
    private let names: [String]
    private let families: [String: [String]]

    /// `names`: also of those that have problems of their own.
    package init(names: [String]? = nil, _ feeds: [FeedConfiguration]) {
        self.names = names ?? feeds.map(\.name)
        families = Dictionary(
            feeds.compactMap(\.family).map { ($0.name, $0.members) }, uniquingKeysWith: { first, _ in first })
    }

    package var all: [String] { names + families.keys.sorted() }

    /// The feeds that a name stands for: itself, or those of a feed of several addresses.
    package func members(of name: String) -> [String] { families[name] ?? [name] }
}
