import Foundation
import History
import Inspections
import Reports
import System
package import Text

/// A checked configuration with its framework data: what every command but `extract` and `read` begins with.
package struct Setup: Sendable {
    /// Path of the configuration.
    let file: String
    let configuration: Configuration
    let vocabulary: RouteVocabulary
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

    var reports: ReportReader {
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

    /// `ratingwatch run`: until SIGTERM or SIGINT, or once; `onAlert` gets each alert as a readable line once it is recorded,
    /// unless standard output leads to the journal, which gets it with its fields.
    package func run(once: Bool, style: TerminalStyle, onAlert: @escaping @Sendable (String) -> Void) async throws {
        let journal = JournalSocket.behind(.output)
        let watcher = try Watcher.open(self) { alerts in
            for alert in alerts where journal?.send(alert) != true {
                onAlert(AlertLine.painted(alert, style: style))
            }
        }
        IdleMemory.giveBack()
        if once {
            await watcher.runOnce()
        } else {
            await Service(watcher: watcher, file: file).run()
        }
    }

    var archive: Archive? {
        get throws(HistoryError) {
            let library = library
            return try Archive(
                configuration: configuration, frameworks: { try library.reader().catalogue },
                registry: { try library.reader().registry })
        }
    }

    /// For the commands that change something beside a running daemon; `nil` where no daemon has begun a history yet.
    var historyToChange: History? {
        get throws(HistoryError) {
            let path = configuration.historyPath
            return FileManager.default.fileExists(atPath: path) ? try History(path: path) : nil
        }
    }

    func nothingYet(isGood: Bool) -> Answer {
        Answer(
            "", complaint: "there is no history in \(configuration.state) yet; `ratingwatch run` begins one",
            isGood: isGood)
    }
}
