import Feeds
import Glibc
import YAML

/// The part `fleet:`: this daemon among those that share one record.
package struct FleetConfiguration: Sendable, Hashable {
    /// No other daemon of the fleet bears it.
    package let name: String
    /// Seconds after which another daemon leads where this one has not said anew that it does.
    package let lease: Double
    /// True where the daemons part the hosts, the receivers and the upkeep among them; else one does all of it.
    package let isParted: Bool

    /// `isShared`: the record is where several daemons reach it; `nil` where it is not, as one daemon has a file.
    init?(_ node: YAMLNode?, isShared: Bool) {
        guard isShared else {
            node?.problem("goes with \"history\": one daemon alone can use a record in a file")
            return nil
        }
        let mapping = node?.mapping(keys: ["name", "lease", "share"])
        isParted = mapping?["share"]?.choice(Share.self) == .hosts
        name = mapping?["name"].flatMap(FleetConfiguration.name) ?? FleetConfiguration.host
        lease = mapping?["lease"]?.duration(atLeast: 10) ?? 30
    }

    /// What of the work is parted among the daemons.
    private enum Share: String, CaseIterable {
        /// One does all of it, the others stand by.
        case none
        /// Each asks some of the hosts and tells some of the receivers.
        case hosts
    }

    /// Hash of what all that share a record should do alike.
    static func sharedPart(of configuration: YAMLMapping) -> String {
        let text = sharedKeys.compactMap { configuration[$0]?.normalised }.joined(separator: "\n")
        return String(RowHash.of(text), radix: 16)
    }

    private static let sharedKeys = [
        "instance", "frameworks", "documents", "limits", "feeds", "receivers", "routes", "silences", "groups",
        "portfolios", "operators",
    ]

    /// What a log of this daemon is called in the record, where each daemon has its own.
    package func own(_ log: String) -> String { "\(log)@\(name)" }

    /// What a log is called in the configuration, by the name that it has in the record.
    package func plain(_ log: String) -> String {
        let ending = "@\(name)"
        return log.hasSuffix(ending) ? String(log.dropLast(ending.count)) : log
    }

    private static func name(_ node: YAMLNode) -> String? {
        guard let text = node.label() else { return nil }
        let isGood = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        if isGood, !text.isEmpty { return text }
        node.problem("must be of letters, digits, \"-\", \"_\" and \".\"")
        return nil
    }

    /// This machine's.
    private static var host: String {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "ratingwatch" }
        return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
