import Configuration
package import Foundation
package import History
import Inspections

/// A table that says of too many known providers at once that others go on for them has more likely mixed up its
/// columns. Nothing of that is believed, so that none of them counts as ended, and nothing is told of them.
extension PollTransaction {
    /// `endings`: of what was looked at of a new version; `visited`: the providers of all rows that were.
    func take(_ endings: Set<Ending>, visited: Set<ProviderID>, into raised: inout [StoredAlert]) throws {
        try forgetMended(besides: endings, visited: visited)
        if endings.isEmpty { return }
        let endings = endings.sorted()
        let brake = MassChangeBrake(feed: feed, alerts: recorder.alerts)
        guard let held = try brake.held(ending: endings, told: recorder, at: now, in: history) else {
            for ending in endings {
                raised += try recorder.believe(ending, of: feed.name, isTold: true, at: now, in: history)
            }
            return
        }
        for ending in endings {
            try history.hold(ending, feed: feed.name)
            for provider in [ending.predecessor, ending.successor] { try history.hold(provider, feed: feed.name) }
        }
        if let notice = held.notice { raised += try recorder.raising.raise(notice, in: history) }
    }

    /// What was held and is mended: the rows of the one say so no longer, or the other has rows of its own again.
    private func forgetMended(besides endings: Set<Ending>, visited: Set<ProviderID>) throws {
        var gone: Set<ProviderID> = []
        for held in try history.heldEndings(feed: feed.name) where !endings.contains(held) {
            let isThere = visited.contains(held.successor)
            if !isThere, !visited.contains(held.predecessor) { continue }
            try history.forget(held, feed: feed.name)
            if !isThere { gone.insert(held.successor) }
        }
        if gone.isEmpty { return }
        // The mistake had rows on these, and nobody is to hear of them.
        for provider in gone { try history.letGo(provider, feed: feed.name) }
        _ = try recorder.settlement.settle(
            feed: feed.name, only: gone, manner: .silently, at: now, in: history)
    }
}

extension MassChangeBrake {
    /// `nil` where so many may well have ended.
    fileprivate func held(
        ending: [Ending], told recorder: Recorder, at now: Date, in history: HistoryTransaction
    ) throws -> Held? {
        let held = Set(ending.flatMap { [$0.predecessor, $0.successor] })
        if try history.brakedSince(feed: feed) != nil { return Held(providers: held, notice: nil) }
        let ended = Set(ending.map(\.predecessor)).count
        if ended < MassChangeBrake.least { return nil }
        let known = try history.countProviders(feed: feed, seenBefore: now)
        var notice: Alert?
        if isTooMuch(changing: ended, known: known) {
            notice = endingsAlert(ended, of: known, at: now)
        } else if firstPoll != .alert {
            let alerts = try ending.count {
                try recorder.notice(of: $0, feed: feed, at: now, in: history).map(
                    recorder.raising.routing.hasReaders)
                    == true
            }
            if alerts > MassChangeBrake.mostAlerts { notice = manyAlert(alerts, at: now) }
        }
        guard let notice else { return nil }
        try history.brake(feed: feed, since: now)
        return Held(providers: held, notice: notice)
    }

    private func endingsAlert(_ ended: Int, of known: Int, at now: Date) -> Alert {
        heldAlert(
            "\(ended) of the \(known) providers known to the feed \(feed) would have ended at once, more than "
                + "\(Int((holdChangesOver * 100).rounded())) %", at: now)
    }
}

extension Recorder {
    /// By an operator's word, what is still said of what was held.
    package func release(
        endingsOf feed: String, isDropped: Bool, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        var raised: [StoredAlert] = []
        for ending in try history.heldEndings(feed: feed) {
            raised += try believe(ending, of: feed, isTold: !isDropped, at: now, in: history)
            try history.forget(ending, feed: feed)
        }
        return raised
    }

    fileprivate func believe(
        _ ending: Ending, of feed: String, isTold: Bool, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        guard try history.save(predecessor: ending.predecessor, of: ending.successor) else { return [] }
        // What was judged of the one was judged of the other.
        try unsettle(ending.successor, feed: feed, in: history)
        guard isTold, let notice = try notice(of: ending, feed: feed, at: now, in: history) else { return [] }
        return try raising.raise(notice: notice, in: history)
    }

    fileprivate func notice(
        of ending: Ending, feed: String, at now: Date, in history: HistoryTransaction
    ) throws -> Alert? {
        guard let ended = try history.provider(ending.predecessor),
            let successor = try history.provider(ending.successor)
        else { return nil }
        return alerts.noticeAlert(ProviderNotice(ended: ended, successors: [successor]), feed: feed, time: now)
    }
}
