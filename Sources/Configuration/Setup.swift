import Foundation
import Inspections
package import Reports
import System
import Text
import YAML

/// A checked configuration with its framework data: what every command but `extract` and `read` begins with.
package struct Setup: Sendable {
    /// Path of the configuration.
    package let file: String
    package let configuration: Configuration
    package let vocabulary: RouteVocabulary
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
