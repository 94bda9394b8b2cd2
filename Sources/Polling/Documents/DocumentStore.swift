package import Configuration
import Foundation
import Inspections
import Synchronization
import System

/// Keeps the documents that judgements were read from, within the configured age and size.
package final class DocumentStore: Sendable {
    private struct State {
        /// Bytes of all documents, when they were last counted or added to.
        var bytes = 0
        /// When age and size are looked at next, whatever is stored.
        var nextSweep = Date.distantPast
        /// Since when most of what is stored has seemed too old at once.
        var doubtedSince: ContinuousClock.Instant?
    }

    private let archive: any DocumentArchive
    private let configuration: DocumentsConfiguration
    private let complain: @Sendable (String) -> Void
    /// True where it keeps and removes nothing.
    private let isForReading: Bool
    private let state = Mutex(State())

    private static let sweepInterval: Double = 86400
    /// A clock that has been wrong at the start is right by then, and one that still says so is believed.
    private static let doubt = Duration.seconds(7 * 86400)

    /// `complain` hears of what could not be kept: a full disk stops no poll.
    package init(
        archive: any DocumentArchive, configuration: DocumentsConfiguration, isForReading: Bool = false,
        complain: @escaping @Sendable (String) -> Void
    ) {
        self.archive = archive
        self.configuration = configuration
        self.complain = complain
        self.isForReading = isForReading
    }

    /// Removes what is too old, once a day at most.
    func sweepWhenDue(at now: Date) async {
        let isDue = state.withLock { state in
            guard state.nextSweep <= now, !isForReading else { return false }
            // Nobody else begins with it meanwhile.
            state.nextSweep = now.addingTimeInterval(DocumentStore.sweepInterval)
            return true
        }
        if isDue { await sweep(at: now) }
    }

    /// Keeps a document that something was read from.
    func keep(_ bytes: [UInt8], of outcome: Outcome, at now: Date) async {
        guard configuration.keep > 0, !isForReading, let document = StoredDocument(of: outcome) else { return }
        do throws(OperationError) {
            let added = try await archive.write(bytes, as: document, at: now)
            let isOver = state.withLock { state in
                state.bytes += added
                return state.bytes > configuration.most
            }
            if isOver { await sweep(at: now) }
        } catch {
            complain("\(error)")
        }
    }

    /// What is kept by that digest; `nil` where nothing is, or where it cannot be read.
    func document(_ sha256: String) async -> [UInt8]? { try? await archive.read(sha256) }

    private func sweep(at now: Date) async {
        let doubted = state.withLock { $0.doubtedSince }
        do throws(OperationError) {
            let (left, isDoubted) = try await archive.sweep(
                keep: configuration.keep, most: configuration.most, at: now,
                isSure: doubted.map { ContinuousClock.now - $0 >= DocumentStore.doubt } ?? false)
            state.withLock { state in
                state.bytes = left
                state.nextSweep = now.addingTimeInterval(DocumentStore.sweepInterval)
                state.doubtedSince = isDoubted ? doubted ?? .now : nil
            }
            if isDoubted, doubted == nil {
                complain(
                    "by this machine's clock most of the stored documents are too old at once; none is removed for a week, in case the clock "
                        + "is wrong")
            }
        } catch {
            complain("\(error)")
        }
    }
}
