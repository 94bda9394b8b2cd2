import History
import Inspections
import Text

/// A daemon's place among those that share its record, for those who ask how it does.
struct FleetPlace: Codable, Sendable, Hashable {
    /// The daemon's own.
    let name: String
    /// True for one that polls and delivers.
    let leads: Bool
    /// What it does where the work is parted, in words and in order; `nil` where one does all of it.
    let shares: [String]?
    /// The daemon whose configuration counts, being another than this one's; `nil` where they are alike.
    let behind: String?
    /// Who leads; `nil` where nobody does.
    let leader: String?
    /// Up to when that one leads, or this one does what it does, unless it says so anew, ISO 8601.
    let until: String?
    /// What of the record's server may lose what was told already.
    let doubts: [String]

    init(name: String, duties: Duties?, leader: String?, until: String?, doubts: [String]) {
        self.name = name
        leads = duties?.leads ?? false
        shares = duties.flatMap { $0.include(.all) ? nil : FleetPlace.texts(of: $0) }
        behind = duties?.behind
        self.leader = shares == nil ? leader : nil
        self.until = until
        self.doubts = doubts + (duties?.behind.map { [FleetPlace.isBehind($0)] } ?? [])
    }

    /// For people, on one line.
    func text(_ times: ReadableTime) -> String {
        let end = until.map { ", and its lease ends \(times.text(iso8601: $0)) unless it says so anew" } ?? ""
        if let shares { return "\(name) does \(FleetPlace.list(shares))\(end)" }
        if leads { return "\(name) leads\(end)" }
        return "\(name) stands by; " + (leader.map { "\($0) leads\(end)" } ?? "nobody leads yet")
    }

    /// For the journal.
    static func does(_ duties: Duties) -> String {
        duties.include(.all) ? "this daemon leads" : "this daemon does \(list(texts(of: duties)))"
    }

    static func isBehind(_ other: String) -> String {
        "this daemon is configured otherwise than \(other), whose configuration came later and counts; it writes its own logs alone until it is configured alike and reloaded"
    }

    private static func texts(of duties: Duties) -> [String] {
        duties.shares.sorted { $0.rank < $1.rank }.map(\.text)
    }

    private static func list(_ texts: [String]) -> String {
        let named = texts.prefix(12).joined(separator: ", ")
        return texts.count > 12 ? "\(named) and \(texts.count - 12) more" : named
    }
}

extension Share {
    /// What there is once comes first.
    fileprivate var rank: String {
        switch self {
        case .all, .own: "0"
        case .upkeep: "1"
        case .receiver(let name): "2" + name
        case .host(let name): "3" + name
        }
    }
}
