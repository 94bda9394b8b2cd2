import Foundation
package import Inspections
package import Reports
import Synchronization
package import System
import Text
import YAML

/// A checked configuration with its framework data: what every command but `extract` and `read` begins with.
package struct Setup: Sendable {
    /// Path of the configuration.
    package let file: String
    package let configuration: Configuration
    package let vocabulary: KnownNames
    private let library: FrameworkLibrary

    /// Throws all problems of the file, and of the framework data that it names, at once.
    package init(file: String, for purpose: SetupPurpose) throws(ConfigurationError) {
        self.file = file
        let surroundings = Surroundings.current(for: purpose)
        let document = try ConfigurationDocument(file: file)
        // First: which names a route may ask for is known only with the framework data that the file itself names.
        let library =
            document.root.member("frameworks") == nil
            ? FrameworkLibrary() : document.reportReader(surroundings).map { FrameworkLibrary($0) }
        vocabulary = document.vocabulary(try? library?.reader())
        configuration = try document.configuration(surroundings, vocabulary: vocabulary)
        guard let library else { throw document.error }
        self.library = library
    }

    package var reports: ReportReader {
        get throws(ReportsError) { try library.reader() }
    }

    /// What is probably not meant, a line each.
    package var warnings: [String] { configuration.warnings.map(\.description) }

    /// One line on what is configured.
    package func summary() throws -> String {
        [
            configuration.feeds.count.counted("feed"), configuration.receivers.count.counted("receiver"),
            configuration.routes.count.counted("route"), try reports.catalogue.all.count.counted("framework"),
        ].joined(separator: ", ")
    }
}

/// What a configuration is read for.
package enum SetupPurpose: Sendable {
    /// By the daemon, which needs all that the configuration names.
    case run
    /// To tell whether the daemon could run with it.
    case check
    /// By a command that needs no secrets, for a user who may not be able to read them.
    case ask
}

extension Surroundings {
    /// Of this process.
    package static func current(for purpose: SetupPurpose) -> Surroundings {
        let environment = ProcessInfo.processInfo.environment
        // systemd separates several directories by colons; ours has one.
        func first(_ name: String) -> String? {
            environment[name]?.split(separator: ":").first.map(String.init)
        }
        let credentials = first("CREDENTIALS_DIRECTORY")
        return Surroundings(
            workingDirectory: FileManager.default.currentDirectoryPath,
            stateDirectory: first("STATE_DIRECTORY"), logsDirectory: first("LOGS_DIRECTORY"),
            credentialsDirectory: credentials, needsSecrets: purpose != .ask,
            serviceCredentials: purpose == .check && credentials == nil ? ServiceCredentials.names() : [])
    }
}

/// The framework data and the registry of a configuration. What is built in is read when it is first asked for: most
/// questions need neither.
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
