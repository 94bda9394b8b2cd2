import Foundation

/// The database's clock, as a daemon reckons it between two answers: what is waited for is due at the same moment for
/// all daemons, whatever the clock of each machine says.
struct ServerClock: Sendable {
    private let instant: ContinuousClock.Instant
    /// Seconds since 1970 at that instant.
    private let seconds: Double

    /// Seconds that the way there and back may take: in between the server has looked at its clock.
    private static let longestWay: Double = 1

    /// `nil` where the answer took too long to say what time it is.
    init?(seconds: Double, asked: ContinuousClock.Instant, answered: ContinuousClock.Instant) {
        let way = asked.duration(to: answered)
        guard way < .seconds(ServerClock.longestWay) else { return nil }
        instant = asked + way / 2
        self.seconds = seconds
    }

    func now(at instant: ContinuousClock.Instant = .now) -> Date {
        Date(timeIntervalSince1970: seconds + self.instant.duration(to: instant) / .seconds(1))
    }
}
