import Configuration
import Foundation
import Logging
import Pages
package import Queries
import Reports
import System

/// Keeps the folder of `publish:` as the record is: after polls, and one run at a time.
struct SitePublishing: Sendable {
    private let folder: String
    private let configuration: Configuration
    private let reports: ReportReader
    private let clock: Clock
    private let logger: Logger
    private let wakes: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    init(folder: String, configuration: Configuration, reports: ReportReader, clock: Clock, logger: Logger) {
        self.folder = folder
        self.configuration = configuration
        self.reports = reports
        self.clock = clock
        self.logger = logger
        // Polls that end while the pages are written make one more run.
        (wakes, wakeUp) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func wake() { wakeUp.yield() }

    /// Until the task is cancelled.
    func run() async {
        for await _ in wakes {
            let began = ContinuousClock.now
            await runOnce()
            // Cut short by the end of the task, which ends the loop too.
            try? await Task.sleep(for: SitePublishing.rest(after: ContinuousClock.now - began))
        }
    }

    /// How long the pages stay as they are after a run: of thousands of feeds one is always polled, and each run looks
    /// at all pages. A tenth of the time goes into that, and none is older than five minutes.
    static func rest(after run: Duration) -> Duration { min(run * 9, .seconds(300)) }

    func runOnce() async {
        do {
            guard let site = try Site(configuration, reports: reports) else { return }
            let result = try await SitePublisher.publish(site, to: folder, at: clock.now())
            if result.written + result.removed > 0 { logger.info("published \(result.text)") }
        } catch is CancellationError {
            // The next run goes on where this one has stopped.
        } catch {
            // Polls and alerts do not depend on it.
            logger.warning("the pages could not be published: \(error)")
        }
    }
}

extension Setup {
    /// `ratingwatch publish [FOLDER]`: without one the folder of the configuration.
    package func publish(to folder: String?) async throws -> Answer {
        if folder?.isEmpty == true { throw UnknownName("the folder has an empty name", isWrongUsage: true) }
        guard let path = folder.map(AbsolutePath.text) ?? configuration.publish.folder else {
            throw UnknownName("name a folder, or configure one as publish: {folder: ...}", isWrongUsage: true)
        }
        guard let site = try Site(configuration, reports: reports) else { return nothingYet(isGood: false) }
        let result = try await SitePublisher.publish(site, to: path, at: Date())
        return Answer("wrote \(result.text) in \(path)\n")
    }
}
