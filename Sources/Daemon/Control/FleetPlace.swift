import Inspections
import Text

/// A daemon's place among those that share its record, for those who ask how it does.
struct FleetPlace: Codable, Sendable, Hashable {
    /// The daemon's own.
    let name: String
    /// True for the one that polls and delivers.
    let leads: Bool
    /// Who leads; `nil` where nobody does.
    let leader: String?
    /// Up to when that one leads unless it says so anew, ISO 8601.
    let until: String?
    /// What of the record's server may lose what was told already.
    let doubts: [String]

    /// For people, on one line.
    func text(_ times: ReadableTime) -> String {
        let end = until.map { ", and its lease ends \(times.text(iso8601: $0)) unless it says so anew" } ?? ""
        if leads { return "\(name) leads\(end)" }
        return "\(name) stands by; " + (leader.map { "\($0) leads\(end)" } ?? "nobody leads yet")
    }
}
