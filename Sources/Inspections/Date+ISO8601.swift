package import Foundation

extension Date {
    /// `YYYY-MM-DDTHH:MM:SSZ`, whole seconds, UTC: the only form in which instants leave the program.
    package var iso8601: String { formatted(.iso8601) }
}
