import Configuration
import Foundation
import History
import Inspections

/// Decides what becomes of a publication after one attempt to read it: a state of the look, never of what was known.
/// Pure.
struct PublicationSettling: Sendable {
    let backoff: Backoff

    /// `isKnown`: something trusted was stated of it before.
    func settle(
        _ publication: StoredPublication, after reading: DocumentReading, isKnown: Bool, now: Date, jitter: Double
    ) -> StoredPublication {
        var settled = publication
        settled.attempts += 1
        settled.nextTry = nil
        switch reading {
        case .notFollowed(let reason):
            end(&settled, as: .notFollowed, reason: reason)
        case .unchanged:
            settled.attempts = 0
        case .failed(let reason, let asked, _):
            tryAgain(&settled, reason: reason, asked: asked, now: now, jitter: jitter)
        case .cut(let reason), .suspected(let reason, _):
            tryAgain(&settled, reason: reason, asked: nil, now: now, jitter: jitter)
        case .outcome(let outcome, _):
            settle(&settled, after: outcome, now: now, jitter: jitter)
        }
        let isUnresolved = settled.state == .pending || settled.state == .doubtful
        // A wait set in the future is one of a clock that has been set back.
        settled.unresolvedSince = isUnresolved && !isKnown ? min(publication.unresolvedSince ?? now, now) : nil
        return settled
    }

    private func settle(_ settled: inout StoredPublication, after outcome: Outcome, now: Date, jitter: Double) {
        let why = outcome.doubts.joined(separator: "; ")
        switch outcome.result {
        case .graded, .ungraded:
            settled.state = .read
            settled.reason = outcome.result == .ungraded ? "states no grade" : nil
            look(at: outcome, &settled)
        case .doubtful:
            settled.state = .doubtful
            settled.reason = why
            look(at: outcome, &settled)
        case .unreadable:
            // A cut or garbled document may be whole the next time.
            tryAgain(&settled, reason: "cannot be read: \(why)", asked: nil, now: now, jitter: jitter)
        case .notAReport:
            settled.unreadSHA256 = outcome.unknownReport.map { _ in outcome.sha256 }
            let reason = why.isEmpty ? "is not a report" : why
            if settled.announcesPDF || outcome.isNotFoundPage {
                tryAgain(&settled, reason: reason, asked: nil, now: now, jitter: jitter)
            } else {
                end(&settled, as: .notAReport, reason: reason)
            }
        }
    }

    /// What the document itself says of which inspection it is, for those that wait for it.
    private func look(at outcome: Outcome, _ settled: inout StoredPublication) {
        settled.attempts = 0
        settled.sha256 = outcome.sha256
        settled.unreadSHA256 = nil
        settled.framework = outcome.judgements.isEmpty && outcome.result != .doubtful ? nil : outcome.framework
        settled.dates = outcome.inspection
        settled.basis = outcome.basis
        settled.published = settled.dayOfPublication(printed: outcome.published)
    }

    /// What was read before stays read, whatever stands in its place now: a later report is compared with it.
    private func end(_ settled: inout StoredPublication, as state: PublicationState, reason: String) {
        if settled.sha256 == nil { settled.state = state }
        settled.reason = reason
    }

    private func tryAgain(
        _ settled: inout StoredPublication, reason: String, asked: Double?, now: Date, jitter: Double
    ) {
        if settled.sha256 == nil { settled.state = .pending }
        settled.reason = reason
        let wait = max(
            backoff.delay(failures: settled.attempts, jitter: jitter), min(asked ?? 0, FeedSchedule.longestAsked))
        settled.nextTry = now.addingTimeInterval(wait)
        settled.waitsSince = now
    }
}

extension StoredPublication {
    /// When it was published, of an entry whose document prints a day, or none: the listing's day, else that of the
    /// document that it serves now.
    fileprivate func dayOfPublication(printed: CalendarDate?) -> CalendarDate? {
        self.listed == nil ? printed ?? self.published : self.published ?? printed
    }
}

/// Why something that was read is not believed.
struct Doubt: Hashable, Sendable {
    let reason: String
    /// The day yet to come that alone speaks against it.
    var awaited: CalendarDate?
}

/// Says what speaks against a document that reads well: it is then in doubt, and never silently taken. Pure.
struct Plausibility: Sendable {
    /// Days after its publication on which an inspection may still begin: listings date some reports a little early.
    static let daysAhead = 31
    /// Days that an inspection may lie before the day that its report prints as that of its publication.
    static let daysBehind = 731

    let today: CalendarDate

    /// `known`: the version that stands under the same address; `neighbours`: first days of the provider's other
    /// inspections in the same line. `nil` where nothing speaks against it.
    func doubt(
        about outcome: Outcome, of publication: StoredPublication, known: Inspections.Statement?,
        neighbours: () -> [CalendarDate]
    ) -> Doubt? {
        let printed = outcome.basis == .report ? outcome.published : nil
        if let doubt = doubt(
            about: outcome.inspection, published: publication.dayOfPublication(printed: outcome.published),
            printed: printed)
        {
            return doubt
        }
        guard let known else { return nil }
        if known.framework != nil, outcome.result == .ungraded {
            return Doubt(reason: "it states no grade, and was known as a graded report")
        }
        guard let start = outcome.inspection.start, let before = known.dates.start, start < before else { return nil }
        let isFar = before.daysSinceEpoch - start.daysSinceEpoch > Plausibility.daysAhead
        let passed = neighbours().first { start <= $0 && $0 < before }
        if isFar || passed != nil {
            return Doubt(
                reason: "it says that the inspection began on \(start.iso), and said \(before.iso) before"
                    + (passed.map { ", which passes the inspection of \($0.iso)" } ?? ""))
        }
        return nil
    }

    /// Of a row: the day of publication may stand for that of the inspection, or tell it from others.
    func doubt(about dates: InspectionDates, published: CalendarDate?, isKnownByPublication: Bool) -> Doubt? {
        if let published, published.firstDay > today, dates.start == nil || isKnownByPublication {
            return Doubt(
                reason: "it says that it was published on \(published.iso), which is yet to come",
                awaited: published)
        }
        return doubt(about: dates, published: published, printed: nil)
    }

    /// `published`: by the listing, or by a row; `printed`: by the document itself.
    func doubt(about dates: InspectionDates, published: CalendarDate?, printed: CalendarDate?) -> Doubt? {
        guard let start = dates.start else { return nil }
        if start.firstDay > today {
            return Doubt(
                reason: "it says that the inspection began on \(start.iso), which is yet to come", awaited: start)
        }
        if let published, start.daysSinceEpoch - published.daysSinceEpoch > Plausibility.daysAhead {
            return Doubt(
                reason:
                    "it says that the inspection began on \(start.iso), long after it was published on \(published.iso)"
            )
        }
        if let printed, printed.daysSinceEpoch - start.daysSinceEpoch > Plausibility.daysBehind {
            return Doubt(
                reason:
                    "it says that the inspection began on \(start.iso), and prints \(printed.iso) as the day of its publication"
            )
        }
        return nil
    }
}
