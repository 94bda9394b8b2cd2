import Reports
import Synchronization

/// The framework data and the registry of a configuration. What is built in is read when it is first asked for: most questions
/// need neither.
final class FrameworkLibrary: Sendable {
    private let known: Mutex<ReportReader?>

    /// `reader`: one that was read already, for the configuration adds data of its own.
    init(_ reader: ReportReader? = nil) { known = Mutex(reader) }

    func reader() throws(ReportsError) -> ReportReader {
        if let reader = known.withLock({ $0 }) { return reader }
        // Two that ask at once may both read it: no harm is done.
        let reader = try ReportReader.builtIn()
        known.withLock { $0 = reader }
        return reader
    }
}
