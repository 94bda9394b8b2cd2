import History
import Logging

@testable import Configuration
@testable import Daemon
@testable import System

extension Application {
    /// The real one over a test's configuration: only the clock is the test's own, and nobody hears what it says.
    /// `lock`: of the state folder, held throughout the test: a child that another test has begun may hold one a little
    /// longer than it was wanted.
    static func test(_ configuration: Configuration, lock: StateLock, clock: Clock) throws -> Application {
        try Application.prepare(configuration)
        return try Application(
            configuration: configuration, lock: lock,
            history: History(at: .file(configuration.historyPath)), reports: BuiltInReports.reader, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, crashes: .none
        ) { _ in }
    }
}
