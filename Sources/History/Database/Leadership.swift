package import Foundation

/// A daemon of a fleet: of those that share one record, one leads and the others stand by.
package struct FleetMember: Sendable, Hashable {
    /// No other daemon of the fleet bears it.
    package let name: String
    /// Seconds for which a daemon leads unless it says anew that it does.
    package let lease: Double
    package let version: String
    /// Names of its logs, each its own, without what follows the `@`.
    package let logs: [String]
    /// Hash of what it is configured to do, by which those differ that are not configured alike.
    package let configuration: String

    package init(name: String, lease: Double, version: String, logs: [String], configuration: String = "") {
        self.name = name
        self.lease = lease
        self.version = version
        self.logs = logs
        self.configuration = configuration
    }
}

/// Who leads a fleet.
package enum Leadership: Sendable, Hashable {
    /// The daemon that asks, up to that instant unless it asks again before.
    case leads(until: ContinuousClock.Instant)
    /// The daemon of that name, up to that instant of the database's clock unless it says anew that it does.
    case follows(String, until: Date)
    /// Nobody yet who can be named; it is asked again.
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
    package let leads: Bool
    /// Until when it leads unless it says anew that it does, ISO 8601; `nil` where it stands by.
    package let until: String?
    /// Hash of what it is configured to do; empty from an older version.
    package let configuration: String
}
