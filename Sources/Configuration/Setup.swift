import Foundation
package import Inspections
package import Reports
package import System
import Text
import YAML

/// A checked configuration with its framework data: what every command but `extract` and `read` begins with.
package struct Setup: Sendable {
    /// Path of the configuration.
    package let file: String
    package let configuration: Configuration
    package let vocabulary: KnownNames
    package let reports: ReportReader

    /// Throws all problems of the file, and of the framework data that it names, at once.
    package init(file: String, for purpose: SetupPurpose) throws(ConfigurationError) {
        self.file = file
        let surroundings = Surroundings.current(for: purpose)
        let document = try ConfigurationDocument(file: file)
        // First: which names a route may ask for is known only with the framework data that the file itself names.
        let reports =
            document.root.member("frameworks") == nil ? .builtInLater() : document.reportReader(surroundings)
        vocabulary = document.vocabulary(reports)
        configuration = try document.configuration(surroundings, vocabulary: vocabulary)
        guard let reports else { throw document.error }
        self.reports = reports
    }

    /// What is probably not meant, a line each.
    package var warnings: [String] { configuration.warnings.map(\.description) }

    /// One line on what is configured.
    package func summary() -> String {
        [
            configuration.feeds.count.counted("feed"), configuration.receivers.count.counted("receiver"),
            configuration.routes.count.counted("route"), reports.catalogue.all.count.counted("framework"),
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
