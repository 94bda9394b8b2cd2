import History
import Logging

@testable import Configuration
@testable import Daemon
@testable import System

extension Application {
    /// The real one over a test's configuration: only the clock is the test's own, and nobody hears what it says.
    static func test(_ configuration: Configuration, clock: Clock) throws -> Application {
        try Application.prepare(configuration)
        return try Application(
            configuration: configuration, lock: StateLock(folder: configuration.state),
            history: History(path: configuration.historyPath), reports: BuiltInReports.reader, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { _ in }
    }
}
