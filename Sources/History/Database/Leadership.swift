package import Foundation

/// A daemon of a fleet: of those that share one record.
package struct FleetMember: Sendable, Hashable {
    /// No other daemon of the fleet bears it.
    package let name: String
    /// Seconds for which what it does is its own unless it says anew that it does it.
    package let lease: Double
    package let version: String
    /// Names of its logs, each its own, without what follows the `@`.
    package let logs: [String]
    /// Hash of what it is configured to do, by which those differ that are not configured alike.
    package let configuration: String
    package let work: FleetWork

    package init(
        name: String, lease: Double, version: String, logs: [String], configuration: String = "",
        work: FleetWork = .whole
    ) {
        self.name = name
        self.lease = lease
        self.version = version
        self.logs = logs
        self.configuration = configuration
        self.work = work
    }
}

/// How a daemon takes its part in a fleet's work.
package enum FleetWork: Sendable, Hashable {
    /// All of it or nothing.
    case whole
    /// Each feed's hosts, some of which several may share, and each receiver's name, but for logs.
    case parted(hosts: [[String]], receivers: [String])

    /// As the table of daemons and the configuration call it.
    var share: String {
        switch self {
        case .whole: "none"
        case .parted: "hosts"
        }
    }
}

/// What part of the work is whose.
package enum Leadership: Sendable, Hashable {
    /// The daemon that asks does this, up to that instant unless it asks again before.
    case leads(Duties, until: ContinuousClock.Instant)
    /// The daemon of that name, up to that instant of the database's clock unless it says anew that it does.
    case follows(String, until: Date)
    /// Nobody's yet who can be named; it is asked again.
    case open
    /// Another process has begun under the name of the one that asks.
    case replaced
}

/// A daemon of a fleet, for those who look.
package struct FleetDaemon: Sendable, Hashable, Codable {
    package let name: String
    package let version: String
    /// ISO 8601.
    package let started: String
    package let seen: String
    /// True where it polls or delivers.
    package let leads: Bool
    /// Until when it does unless it says anew that it does, ISO 8601; `nil` where it stands by.
    package let until: String?
    /// Hash of what it is configured to do; empty from an older version.
    package let configuration: String
    /// What it does, as leases are called, in order.
    package let shares: [String]
}
