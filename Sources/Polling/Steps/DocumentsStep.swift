import Configuration
import Feeds
import Foundation
import HTTPTransport
import History
import Inspections

/// Documents of a source that lists providers: reads some for the first time, or again after a failure.
struct DocumentsStep: PollStep {
    let publications: [StoredPublication]

    var isUntried: Bool { publications.first?.attempts == 0 }

    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> [(StoredPublication, DocumentReading)] {
        try await poll.witnessed(
            await poll.documents.readAll(publications, of: plan.feed, within: plan.feed.reach(of: before), now: now),
            of: plan.feed)
    }

    func record(_ readings: [(StoredPublication, DocumentReading)], in poll: PollTransaction) throws -> StepOutcome {
        let history = poll.history
        var outcome = StepOutcome("\(publications.count) documents tried")
        outcome.recording = try poll.recorder.take(readings, at: poll.now, jitter: poll.jitter(), in: history)
        for (publication, reading) in readings {
            guard case .outcome(let read, let validators) = reading, let day = poll.today,
                let known = try history.publication(feed: publication.feed, identity: publication.identity),
                let row = known.row, known.sha256 == read.sha256
            else { continue }
            let looked = try history.documentCheck(of: row)
            if looked == nil { outcome.recording.alerts += try poll.tellReturn(of: known, row) }
            var check = looked ?? DocumentCheck(publication: row, validators: nil, checkedOn: day)
            check.validators = validators.map(StoredValidators.init)
            check.checkedOn = day
            try history.save(check)
        }
        outcome.recording.alerts += try poll.noteFailures(of: readings)
        return outcome
    }
}

/// Looks at known documents again, once a day: whether they are still there, and whether they say the same.
struct ChecksStep: PollStep {
    let publications: [StoredPublication]
    /// By row, of the versions that are known.
    let validators: [Int64: Validators]

    let isUntried = true

    init(_ publications: [StoredPublication], in history: HistoryTransaction) throws {
        self.publications = publications
        var validators: [Int64: Validators] = [:]
        for row in publications.compactMap(\.row) {
            validators[row] = try history.documentCheck(of: row)?.validators?.sent
        }
        self.validators = validators
    }

    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> [(StoredPublication, DocumentReading)] {
        try await poll.witnessed(
            await poll.documents.readAll(
                publications, of: plan.feed, within: plan.feed.reach(of: before), validators: validators, now: now),
            of: plan.feed)
    }

    func record(_ readings: [(StoredPublication, DocumentReading)], in poll: PollTransaction) throws -> StepOutcome {
        var outcome = StepOutcome("\(publications.count) known documents looked at again")
        for (publication, reading) in readings {
            try note(publication, reading, in: poll, &outcome.recording)
        }
        outcome.recording.alerts += try poll.noteFailures(of: readings)
        if case .providers(let walk) = poll.feed.source.content {
            outcome.unread = try poll.plan.countToCheck(walk, in: poll.history)
        }
        return outcome
    }

    private func note(
        _ publication: StoredPublication, _ reading: DocumentReading, in poll: PollTransaction,
        _ recording: inout Recording
    ) throws {
        let (history, now) = (poll.history, poll.now)
        guard let row = publication.row, var check = try history.documentCheck(of: row),
            let day = try poll.plan.site(in: history).checksOn
        else { return }
        let presence = DocumentPresence(reading)
        check.checkedOn = day
        var isTaken = false
        switch reading {
        case .outcome(let outcome, let validators) where presence == .there:
            check.validators = validators.map(StoredValidators.init)
            isTaken = outcome.sha256 != publication.sha256
        // Asked for again like any that could not be read: one that has no end ever is read as it is.
        case .cut: isTaken = true
        case .outcome, .unchanged, .notFollowed, .failed, .suspected: break
        }
        if isTaken {
            recording.add(try poll.recorder.take([(publication, reading)], at: now, jitter: poll.jitter(), in: history))
        }
        if presence != .unknown {
            // A document that can still be had is gone for readers once its page lists it no longer; the page is asked
            // first. One that is gone may stand there at another address.
            if presence == .there ? check.isUnlisted : !check.isWithdrawn && check.missingOn != day {
                try history.askAgain(feed: publication.feed, urn: publication.providerURN, at: now)
            }
            let isThere = presence == .there && !check.isUnlisted
            var isDoubted = try !isThere && poll.isKeptBack(publication, knownToReaders: true)
            if !isThere, !isDoubted {
                let (missing, known) = try history.countMissing(feed: publication.feed)
                isDoubted = missing > max(10, known / 10)
                if isDoubted {
                    recording.complain(
                        "\(missing) of \(known) known documents are gone at once; none counts as withdrawn")
                }
            }
            let change = check.note(isThere: isThere, on: day, isDoubted: isDoubted)
            if let change {
                recording.alerts += try poll.tell(change, of: publication, row)
            }
        }
        try history.save(check)
    }
}

extension PollTransaction {
    /// Tells readers that a known report is gone, or is back.
    func tell(
        _ change: DocumentCheck.Change, of publication: StoredPublication, _ row: Int64
    ) throws -> [StoredAlert] {
        var raised: [StoredAlert] = []
        switch try recorder.presenceNews(change.kind, of: publication, at: now, in: history) {
        case .nothing: return []
        case .alert(let alert, let others):
            raised = try recorder.raising.raise(alert, of: row, and: others, in: history)
        case .unknown:
            if change == .restored {
                try recorder.reinstate(publication, at: now, in: history)
            } else if try isKeptBack(publication, knownToReaders: false) {
                try recorder.retract(publication, at: now, in: history)
            }
        }
        try history.note(change, of: row, at: now)
        return raised
    }

    /// Tells readers that what was withdrawn is back at this address.
    fileprivate func tellReturn(of publication: StoredPublication, _ row: Int64) throws -> [StoredAlert] {
        switch try recorder.returnNews(of: publication, at: now, in: history) {
        case .nothing, .unknown: []
        case .alert(let alert, let others): try recorder.raising.raise(alert, of: row, and: others, in: history)
        }
    }

    /// True while nothing is told of the publication's provider: for what readers know already, or what they do not.
    func isKeptBack(_ publication: StoredPublication, knownToReaders isKnown: Bool) throws -> Bool {
        guard let provider = publication.providerID, try !history.holdingFeeds(of: provider).isEmpty else {
            return false
        }
        return try recorder.isKnownToReaders(publication, of: provider, at: now, in: history) == isKnown
    }

    fileprivate func noteFailures(of readings: [(StoredPublication, DocumentReading)]) throws -> [StoredAlert] {
        var reason = ""
        let attempts = readings.map { publication, reading in
            guard case .failed(let why, _, false) = reading else {
                return SiteAttempt(isFirst: publication.attempts == 0, isFailed: false)
            }
            reason = why
            return SiteAttempt(isFirst: publication.attempts == 0, isFailed: true)
        }
        return try raise([noteSite(attempts, reason: reason)].compactMap(\.self))
    }
}

/// What an attempt to fetch a known document says of whether it is still there.
enum DocumentPresence: Hashable, Sendable {
    case there, gone
    /// A refusal, an error or garbage says nothing.
    case unknown

    init(_ reading: DocumentReading) {
        switch reading {
        case .unchanged: self = .there
        case .outcome(let outcome, _):
            switch outcome.result {
            case .graded, .ungraded, .doubtful: self = .there
            case .notAReport: self = outcome.isNotFoundPage ? .gone : .unknown
            case .unreadable: self = .unknown
            }
        case .failed(_, _, let isGone): self = isGone ? .gone : .unknown
        case .notFollowed, .cut, .suspected: self = .unknown
        }
    }
}

extension DocumentCheck {
    /// Days in a row on which a report must be gone before it counts as withdrawn.
    static let daysToBelieve = 3

    /// Notes whether the document was there on a day; the change that readers should hear of, once each. `isDoubted`:
    /// too many are gone at once for the source to be believed, so that the days count and nothing is told; `days`: on
    /// how many it must be gone.
    mutating func note(
        isThere: Bool, on day: CalendarDate, isDoubted: Bool = false, after days: Int = DocumentCheck.daysToBelieve
    ) -> Change? {
        if isThere {
            missingDays = 0
            missingOn = nil
            guard isWithdrawn else { return nil }
            isWithdrawn = false
            return .restored
        }
        if missingOn != day {
            missingDays += 1
            missingOn = day
        }
        guard missingDays >= days, !isWithdrawn, !isDoubted else { return nil }
        isWithdrawn = true
        return .withdrawn
    }
}

extension DocumentCheck.Change {
    /// What it is told as.
    var kind: AlertKind {
        switch self {
        case .withdrawn: .reportWithdrawn
        case .restored: .reportRestored
        }
    }
}
