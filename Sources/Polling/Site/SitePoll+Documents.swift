import Configuration
import Foundation
import History
import HTTPTransport
import Inspections
import System

extension SitePoll {
    /// Reads some documents for the first time, or again after a failure.
    func read(
        _ publications: [StoredPublication], _ plan: SitePlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> PollReport {
        let readings = await documents.readAll(publications, of: plan.feed, from: before.address, now: now)
        if Task.isCancelled { return .stopped(plan.feed.name) }
        let answered = clock.now()
        return try await history.write("record documents") { history in
            var recording = try recorder.take(readings, at: answered, spread: clock.spread(), in: history)
            for (publication, reading) in readings {
                guard case .outcome(let outcome, let validators) = reading, let day = CalendarDate(london: answered),
                    let known = try history.publication(feed: publication.feed, identity: publication.identity),
                    let row = known.row, known.sha256 == outcome.sha256
                else { continue }
                var check =
                    try history.documentCheck(of: row)
                    ?? DocumentCheck(publication: row, validators: nil, checkedOn: day)
                check.validators = validators.map(StoredValidators.init)
                check.checkedOn = day
                try history.save(check)
            }
            let alert = try noteFailures(of: readings, plan, at: answered, in: history)
            recording.alerts += try self.recording([alert].compactMap(\.self), in: history).alerts
            recording.alerts += try recorder.settle(plan.feed, at: answered, in: history).alerts
            return try report(
                plan, result: "\(publications.count) documents tried", recording: recording, at: answered, in: history)
        }
    }

    /// Looks at known documents again: whether they are still there, and whether they say the same.
    func check(
        _ publications: [StoredPublication], _ plan: SitePlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> PollReport {
        let validators = try await history.read("look up validators of documents") { history in
            var validators: [Int64: Validators] = [:]
            for row in publications.compactMap(\.row) {
                validators[row] = try history.documentCheck(of: row)?.validators?.sent
            }
            return validators
        }
        let readings = await documents.readAll(
            publications, of: plan.feed, from: before.address, validators: validators, now: now)
        if Task.isCancelled { return .stopped(plan.feed.name) }
        let answered = clock.now()
        return try await history.write("record a look at documents") { history in
            var recording = Recording()
            for (publication, reading) in readings {
                recording.add(try note(publication, reading, plan, at: answered, in: history))
            }
            let alert = try noteFailures(of: readings, plan, at: answered, in: history)
            recording.alerts += try self.recording([alert].compactMap(\.self), in: history).alerts
            recording.alerts += try recorder.settle(
                plan.feed, unread: plan.countToCheck(in: history), at: answered, in: history
            ).alerts
            return try report(
                plan, result: "\(publications.count) known documents looked at again", recording: recording,
                at: answered, in: history)
        }
    }

    private func note(
        _ publication: StoredPublication, _ reading: DocumentReading, _ plan: SitePlan, at now: Date,
        in history: HistoryTransaction
    ) throws -> Recording {
        var recording = Recording()
        guard let row = publication.row, var check = try history.documentCheck(of: row),
            let day = try plan.site(in: history).checksOn
        else { return recording }
        let presence = DocumentPresence(reading)
        check.checkedOn = day
        if case .outcome(let outcome, let validators) = reading, presence == .there {
            check.validators = validators.map(StoredValidators.init)
            if outcome.sha256 != publication.sha256 {
                recording = try recorder.take(
                    [(publication, reading)], at: now, spread: clock.spread(), in: history)
            }
        }
        if presence != .unknown {
            // A document that can still be had is gone for readers once its page lists it no longer; the page is asked first.
            if presence == .there, check.isUnlisted {
                try history.askAgain(feed: publication.feed, urn: publication.providerURN, at: now)
            }
            let isThere = presence == .there && !check.isUnlisted
            var isDoubted = false
            if !isThere {
                let (missing, known) = try history.countMissing(feed: publication.feed)
                isDoubted = missing > max(10, known / 10)
                if isDoubted {
                    recording.complain(
                        "\(missing) of \(known) known documents are gone at once; none is taken for withdrawn")
                }
            }
            let change = check.note(isThere: isThere, on: day, isDoubted: isDoubted)
            if let change, let alert = try recorder.presenceAlert(change.kind, of: publication, at: now, in: history) {
                recording.alerts += try recorder.raising.raise(alert, of: row, in: history)
                try history.note(change, of: row, at: now)
            }
        }
        try history.save(check)
        return recording
    }

    private func noteFailures(
        of readings: [(StoredPublication, DocumentReading)], _ plan: SitePlan, at now: Date,
        in history: HistoryTransaction
    ) throws -> Alert? {
        var reason = ""
        let attempts = readings.map { publication, reading in
            guard case .failed(let why, _, false) = reading else {
                return Attempt(isFirst: publication.attempts == 0, isFailed: false)
            }
            reason = why
            return Attempt(isFirst: publication.attempts == 0, isFailed: true)
        }
        var site = try plan.site(in: history)
        let alert = try note(attempts, reason: reason, in: &site, plan: plan, at: now, history: history)
        try history.save(site)
        return alert
    }
}
