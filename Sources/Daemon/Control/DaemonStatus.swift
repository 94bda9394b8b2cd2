import Foundation
import History
import Inspections
import Queries

/// How the running daemon does; asking the database for it proves that it answers.
struct DaemonStatus: Codable, Sendable {
    struct LastAlert: Codable, Sendable {
        let sequence: Int
        let time: String
        let summary: String
    }

    let version: String
    let pid: Int32
    let started: String
    /// Absolute path of its configuration file; `nil` from a daemon of an older version.
    let configuration: String?
    let feeds: Int
    /// What keeps the daemon from recording or delivering, the oldest first; `nil` from a daemon of an older version.
    let troubles: [Troubles.Trouble]?
    /// When the record's file was last checked as a whole; `nil` where it was not yet.
    let recordChecked: String?
    /// Names of feeds that are not good, by their condition: `failing`, `held`, `ended`, `quiet`, `shrank`.
    let troubled: [String: [String]]
    /// Names of receivers that want nothing any more.
    let disabledReceivers: [String]
    let nextPoll: String?
    /// Publications whose document is still to be read, as `feeds` counts them.
    let publicationsPending: Int
    /// Pages of providers that are still to be read; `nil` from a daemon of an older version.
    let pagesPending: Int?
    let deliveriesWaiting: Int
    /// The same in parts, by what they wait for; `nil` from a daemon of an older version.
    let waiting: [WaitingPart]?
    let lastAlert: LastAlert?
    /// Bytes in memory.
    let residentBytes: Int

    /// True where something asks for an operator.
    var isTroubled: Bool { !troubled.isEmpty || !disabledReceivers.isEmpty || troubles?.isEmpty == false }

    enum CodingKeys: String, CodingKey {
        case version, pid, started, configuration, feeds, troubled, troubles, waiting
        case recordChecked = "record_checked"
        case disabledReceivers = "disabled_receivers"
        case nextPoll = "next_poll"
        case publicationsPending = "publications_pending"
        case pagesPending = "pages_pending"
        case deliveriesWaiting = "deliveries_waiting"
        case lastAlert = "last_alert"
        case residentBytes = "resident_bytes"
    }
}
