package import Configuration
package import Foundation
package import History
package import Inspections
package import Reports
import Text

/// The one door to the ledger: every look at a publication becomes a statement, or a doubt, or nothing; whatever
/// conclusions follow are drawn afterwards, by the settlement. All within the transaction that it is given.
package struct Recorder: Sendable {
    let comparison: Comparison
    package let lookup: ProviderLookup
    let settling: PublicationSettling
    package let alerts: AlertFactory
    let routing: Routing
    /// Those of the configuration; the history holds those of the command line.
    var silences: [Silence] = []
    var portfolios: [Portfolio] = []
    let sources: SourceDirectory

    package var raising: AlertRaising { AlertRaising(routing: routing, silences: silences) }

    package var settlement: Settlement {
        Settlement(
            comparison: comparison, alerts: alerts, raising: raising, portfolios: portfolios, sources: sources)
    }

    /// What a look has brought.
    package enum Taken: Hashable, Sendable {
        /// A statement on a publication of which nothing trusted was known.
        case new
        /// Another statement on a known one.
        case stated
        case unchanged
        /// In doubt, for the named reason.
        case doubtful(String)
        /// Nothing that states anything.
        case nothing
    }

    /// Records publications with their readings, oldest first, and tells at once what follows.
    func record(
        _ readings: [(StoredPublication, DocumentReading)], at now: Date, jitter: Double, in history: HistoryTransaction
    ) throws -> Recording {
        var recording = try take(readings, at: now, jitter: jitter, in: history)
        for feed in Set(readings.map(\.0.feed)).sorted() {
            recording.alerts += try settlement.settle(feed: feed, at: now, in: history).alerts
        }
        return recording
    }

    /// Tells what follows from a feed's poll, once all of it is read that could make it too much to be believed.
    /// `unread`: documents that are to be looked at again and that the history does not count as untried.
    package func settle(
        _ feed: FeedConfiguration, unread: Int = 0, at now: Date, in history: HistoryTransaction
    ) throws -> Settlement.Settled {
        if try !history.hasUnsettled(feed: feed.name) { return Settlement.Settled() }
        let brake = MassChangeBrake(feed: feed, alerts: alerts)
        let untried = try history.untried(feed: feed.name, most: Recorder.untriedWeighed)
        if try brake.mustWait(
            unread: unread + untried.count, seenSince: untried.firstSeen ?? now, in: history)
        {
            return Settlement.Settled()
        }
        return try settlement.settle(feed: feed.name, brake: brake, at: now, in: history)
    }

    /// The same for a feed that is configured no more.
    package func settle(
        former feed: String, at now: Date, in history: HistoryTransaction
    ) throws -> Settlement.Settled {
        try settlement.settle(
            feed: feed, brake: MassChangeBrake(former: feed, alerts: alerts), at: now, in: history)
    }

    /// Documents that were never tried, of which a mass of changes can come; more of them say no more.
    private static let untriedWeighed = 10_000

    /// Records publications with their readings, oldest first; what readers should hear of it is for the settlement.
    func take(
        _ readings: [(StoredPublication, DocumentReading)], at now: Date, jitter: Double, in history: HistoryTransaction
    ) throws -> Recording {
        var recording = Recording()
        for (publication, reading) in readings.sorted(by: { PublicationIdentity.isOlder($0.0, $1.0) }) {
            _ = try take(reading, of: publication, at: now, jitter: jitter, into: &recording, in: history)
        }
        return recording
    }

    /// Records a publication whose document is still to be read.
    func postpone(_ publication: StoredPublication, until instant: Date, in history: HistoryTransaction) throws {
        var waiting = publication
        waiting.nextTry = instant
        waiting.waitsSince = instant
        waiting.providerID = try waiting.providerID ?? provider(of: waiting, in: history)?.id
        let isNew = waiting.row == nil
        waiting = try history.save(waiting)
        if isNew { try history.note(waiting, at: instant) }
    }

    /// `isReadAgain`: the same bytes may be read otherwise now, and that is wanted.
    package func take(
        _ reading: DocumentReading, of publication: StoredPublication, isReadAgain: Bool = false, at now: Date,
        jitter: Double, into recording: inout Recording, in history: HistoryTransaction
    ) throws -> Taken {
        let own = try publication.row.map { try history.statements(ofPublication: $0, sources: sources) } ?? []
        let last = own.lastBelieved
        var settled = settling.settle(publication, after: reading, isKnown: last != nil, now: now, jitter: jitter)
        let listed = try provider(of: settled, in: history)
        settled.providerID = settled.providerID ?? listed?.id
        if let refusal = refusal(of: listed, statedBy: settled.feed) {
            return try refuse(settled, refusal, after: publication, at: now, into: &recording, in: history)
        }
        guard case .outcome(let outcome, _) = reading, settled.sha256 == outcome.sha256 else {
            // That it cannot be had now changes nothing in what an operator has decided of it.
            if own.decision(onBytes: publication.sha256 ?? "") != nil {
                (settled.state, settled.reason) = (publication.state, publication.reason)
            }
            settled = try save(settled, after: publication, at: now, in: history)
            recording.note(settled)
            if let alert = try alert(on: settled, notReadBy: reading, at: now, in: history) {
                recording.alerts += try raising.raise(alert, of: settled.row, in: history)
            }
            return .nothing
        }
        let provider = try provider(of: settled, stating: outcome, in: history)
        if let refusal = refusal(of: provider, statedBy: settled.feed) {
            return try refuse(settled, refusal, after: publication, at: now, into: &recording, in: history)
        }
        if let last, last.sha256 == outcome.sha256, provider?.id == last.provider, !isReadAgain {
            // The same bytes state the same grades; whatever a newer parser makes of them is no change.
            var same = publication
            same.attempts = 0
            same.nextTry = nil
            same.sha256 = outcome.sha256
            same.unresolvedSince = nil
            if let decision = own.decision(onBytes: outcome.sha256) {
                same.follow(decision)
            } else if publication.state != .read || publication.attempts > 0 {
                same.state = .read
                same.reason = last.framework == nil ? "states no grade" : nil
            }
            _ = try save(same, after: publication, at: now, in: history)
            return .unchanged
        }
        let taken = try take(
            outcome, of: &settled, after: publication, provider: provider, last: last,
            decision: own.decision(onBytes: outcome.sha256), at: now, in: history)
        if case .doubtful = taken {
            let alert = try doubtAlert(
                settled, after: publication, own, stating: outcome, provider: provider, at: now, in: history)
            recording.alerts += try raising.raise(alert, of: settled.row, in: history)
        }
        recording.note(settled)
        return taken
    }

    /// Ends a publication on one for whom its feed may not speak: it states nothing, and nothing waits for it.
    private func refuse(
        _ settled: StoredPublication, _ reason: String, after publication: StoredPublication, at now: Date,
        into recording: inout Recording, in history: HistoryTransaction
    ) throws -> Taken {
        var ended = settled
        ended.state = .notFollowed
        ended.reason = reason
        ended.nextTry = nil
        ended.unresolvedSince = nil
        recording.note(try save(ended, after: publication, at: now, in: history))
        return .nothing
    }

    private func take(
        _ outcome: Outcome, of settled: inout StoredPublication, after publication: StoredPublication,
        provider: Provider?, last: Inspections.Statement?, decision: Inspections.Statement?, at now: Date,
        in history: HistoryTransaction
    ) throws -> Taken {
        let doubt = try doubt(about: settled, stating: outcome, provider: provider, last: last, at: now, in: history)
        if let doubt {
            settled.state = .doubtful
            settled.reason = doubt.reason
            if last == nil { settled.unresolvedSince = min(publication.unresolvedSince ?? now, now) }
        }
        if let decision { settled.follow(decision) }
        let isDecidedAgain = try isDecidedAgain(decision, of: settled, provider: provider, last: last, in: history)
        settled.providerID = last != nil && doubt != nil && !isDecidedAgain ? last?.provider : provider?.id
        settled = try save(settled, after: publication, at: now, in: history)
        guard let provider, let row = settled.row else { return .doubtful(doubt?.reason ?? "") }
        var statement = try statement(of: settled, row, provider, stating: outcome, in: history)
        statement.trust = doubt == nil ? .trusted : .doubtful
        statement.awaited = doubt?.awaited
        statement.isSilent = try isSilent(settled, stating: outcome, last: last, in: history)
        if doubt == nil {
            try save(
                provider, listedAs: publication.providerName, by: publication.feed, inspectedUnder: outcome.framework,
                in: history)
        }
        try state(statement, after: last, feed: settled.feed, at: now, in: history)
        if let decision {
            if isDecidedAgain {
                try repeatDecision(decision, on: statement, of: settled, after: last, at: now, in: history)
            }
            return .stated
        }
        if let doubt { return .doubtful(doubt.reason) }
        try endDoubts(ofAddress: statement.address, of: settled.feed, except: row, at: now, in: history)
        return last == nil ? .new : .stated
    }

    /// Saves a publication; a change of its state may let a comparison be made that waited.
    func save(
        _ settled: StoredPublication, after before: StoredPublication, at now: Date, in history: HistoryTransaction
    ) throws -> StoredPublication {
        let saved = try history.save(settled)
        let isOther =
            before.row == nil || before.state != saved.state || before.sha256 != saved.sha256
            || before.providerID != saved.providerID
        // Since when something new is as it is, its own row says; what is waited for may be asked for as of then.
        let isPlain = before.row == nil && saved.state != .pending && saved.state != .doubtful
        if !isPlain, isOther || before.unresolvedSince != saved.unresolvedSince { try history.note(saved, at: now) }
        if isOther {
            // Whose it was first: what was told of one is taken back before it is told of the other.
            for provider in [before.providerID, saved.providerID].compactMap(\.self) {
                try unsettle(provider, feed: saved.feed, in: history)
            }
        }
        return saved
    }

    /// A trusted version under an address leaves no doubt of an earlier entry for it, unless that is of one who is more
    /// to be believed.
    func endDoubts(
        ofAddress address: String?, of feed: String, except row: Int64, at now: Date, in history: HistoryTransaction
    ) throws {
        guard let address else { return }
        let authority = try history.authority(of: feed, among: sources)
        for doubtful in try history.doubts(ofAddress: address, except: row)
        where try history.authority(of: doubtful.feed, among: sources) <= authority {
            var ended = doubtful
            ended.state = .read
            ended.reason = "superseded by another entry for its address"
            ended.nextTry = nil
            ended.unresolvedSince = nil
            _ = try save(ended, after: doubtful, at: now, in: history)
        }
    }

    /// The door itself: nothing else adds a statement. What is trusted concerns its provider, and the one that the
    /// publication was on before; `last`: what was trusted of the publication until now.
    @discardableResult
    func state(
        _ statement: NewStatement, after last: Inspections.Statement? = nil, feed: String, at now: Date,
        in history: HistoryTransaction
    ) throws -> Int64 {
        let id = try history.record(statement, at: now)
        if statement.trust == .doubtful { return id }
        if let last, last.provider != statement.provider { try unsettle(last.provider, feed: feed, in: history) }
        try unsettle(statement.provider, feed: feed, in: history)
        return id
    }

    /// Something was stated of a provider: that concerns those that go on for it, too.
    package func unsettle(_ provider: ProviderID, feed: String, in history: HistoryTransaction) throws {
        try history.unsettleLine(from: provider, feed: feed)
    }
}

extension Recorder {
    /// By all that a configuration and the framework data say.
    package init(_ configuration: Configuration, reports: ReportReader) {
        let raising = AlertRaising(configuration)
        self.init(
            comparison: Comparison(frameworks: reports.catalogue), lookup: ProviderLookup(registry: reports.registry),
            settling: PublicationSettling(
                backoff: Backoff(first: configuration.http.retryFirst, limit: configuration.http.retryLimit)),
            alerts: AlertFactory(
                instance: configuration.instance, summary: ChangeSummary(frameworks: reports.catalogue)),
            routing: raising.routing, silences: raising.silences, portfolios: configuration.portfolios,
            sources: SourceDirectory(configuration.feeds))
    }
}
