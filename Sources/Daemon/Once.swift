import Configuration
import Delivery
import Foundation
import Glibc
import History
import Inspections
import Logging
import Polling
import Synchronization
import System
import Text

extension Application {
    /// Feeds that are polled side by side: more than are asked at a time, so that some are asked while others are
    /// recorded.
    static let feedsSideBySide = 32

    /// Does all that is due now, deliveries too; false where the record could not be read or written for some of it,
    /// which was said.
    func runOnce() async -> Bool {
        let started = clock.now()
        await followLogs()
        await followConfiguredFeeds()
        await nameCouncilsAsRegistered()
        await takeOver()
        await followCrashes()
        await complainOfLostReceivers()
        complainOfDoubts()
        await run(await due(at: started), started: started)
        await tellWhatTimeBrings()
        await assureReaders()
        await publishing?.runOnce()
        await deliveries.runOnce()
        await close()
        return !recordFailure.isNoted
    }

    private func run(_ due: [FeedConfiguration], started: Date) async {
        await withTaskExecutorPreference(poll.executor) {
            await withTaskGroup(of: Void.self) { group in
                var places = Application.feedsSideBySide
                for start in stride(from: 0, to: due.count, by: Application.feedsSideBySide) {
                    let feeds = due[start..<min(due.count, start + Application.feedsSideBySide)]
                    for (feed, planned) in zip(feeds, await planned(Array(feeds), started: started)) {
                        if places == 0 { await group.next() } else { places -= 1 }
                        group.addTask(executorPreference: poll.executor(for: planned)) {
                            // It comes in several steps; a retry that falls due meanwhile belongs to the next call.
                            guard await run(feed, started: started, planned: planned)?.hasMore == true else { return }
                            await Elsewhere.perform { while await run(feed, started: started)?.hasMore == true {} }
                        }
                    }
                }
            }
        }
    }

    private func due(at now: Date) async -> [FeedConfiguration] {
        do throws(HistoryError) {
            let next = try await poll.nextDue(configuration.feeds, at: now)
            let due = zip(configuration.feeds, next).compactMap { feed, next in
                next.map { $0 <= now } == true ? feed : nil
            }
            if due.isEmpty, let first = next.compactMap(\.self).min() { try await tellOfFirst(first, at: now) }
            return due
        } catch {
            complain(error)
            return []
        }
    }
}

extension Application {
    /// Says when the first poll of all will be: whoever tries a configuration outside its `active:` hours would see
    /// nothing.
    private func tellOfFirst(_ due: Date, at now: Date) async throws(HistoryError) {
        guard try await history.read("look up whether a feed was polled", { try $0.lastSuccess() }) == nil else {
            return
        }
        logger.notice("no feed is due yet; the first is due \(ReadableTime(now: now).text(due))")
    }
}

/// Whether the record could not be read or written at some time of a run.
final class RecordFailure: Sendable {
    private let noted = Atomic(false)

    var isNoted: Bool { noted.load(ordering: .relaxed) }

    func note() { noted.store(true, ordering: .relaxed) }
}

/// One line of a terminal that says how far long work has come; whatever is written next takes its place.
struct ProgressLine: Sendable {
    /// `nil` where standard error is no terminal that can do it.
    static var onTerminal: ProgressLine? {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
        return isatty(StandardStream.error.rawValue) == 1 && terminal != "dumb" ? ProgressLine() : nil
    }

    /// `progress`: `nil` once the work is done, which clears the line.
    func show(_ feed: String, _ progress: SiteProgress?) {
        // The cursor stays at the line's start, so that a message or the shell writes over it.
        let text = progress.map { "\(OutsideText.line(feed)): \(ProgressLine.text($0))\r" } ?? ""
        StandardStream.error.write("\r\u{1B}[K" + text)
    }

    /// `23 of 44 pages of providers, 10 of 160 documents`.
    static func text(_ progress: SiteProgress) -> String {
        "\(progress.pages - progress.pagesLeft) of \(progress.pages) pages of providers, "
            + "\(progress.documents - progress.documentsLeft) of \(progress.documents) documents"
    }
}
