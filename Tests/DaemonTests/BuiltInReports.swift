import Reports

@testable import Polling
@testable import System

/// Framework data and registry as they are built in, read once for all tests: it takes long, and threads that are busy
/// with it are missing where a test waits for an answer.
enum BuiltInReports {
    private static let result = Result { try ReportReader.builtIn() }

    static var reader: ReportReader {
        get throws { try result.get() }
    }
}
