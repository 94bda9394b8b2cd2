import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Polling
@testable import System

@Suite struct PublicationSettlingTests {
    let settling = PublicationSettling(backoff: Backoff(first: 60, limit: 3600))
    let now = Date(timeIntervalSince1970: 1_700_000_000)

    private func publication(announcesPDF: Bool = false) -> StoredPublication {
        StoredPublication(
            feed: "a", identity: "p", fingerprint: "f",
            publication: Publication(url: "https://example.org/p", linkType: announcesPDF ? "application/pdf" : nil),
            published: nil, seen: now, baseline: false)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let reading: DocumentReading
        var announcesPDF = false
        let state: PublicationState
        let isTriedAgain: Bool
        var testDescription: String { name }
    }

    static func read(_ result: Outcome.Result, isNotFoundPage: Bool = false) -> DocumentReading {
        var outcome = Outcome(result: result, media: "application/pdf", sha256: "abc", doubts: ["why"])
        outcome.isNotFoundPage = isNotFoundPage
        return .outcome(outcome)
    }

    @Test(arguments: [
        Case(name: "graded", reading: read(.graded), state: .read, isTriedAgain: false),
        Case(name: "a letter", reading: read(.ungraded), state: .read, isTriedAgain: false),
        Case(name: "in doubt", reading: read(.doubtful), state: .doubtful, isTriedAgain: false),
        Case(name: "a cut PDF", reading: read(.unreadable), state: .pending, isTriedAgain: true),
        Case(name: "a news page", reading: read(.notAReport), state: .notAReport, isTriedAgain: false),
        Case(
            name: "the soft not-found page", reading: read(.notAReport, isNotFoundPage: true), state: .pending,
            isTriedAgain: true),
        Case(
            name: "a page where a PDF was announced", reading: read(.notAReport), announcesPDF: true, state: .pending,
            isTriedAgain: true),
        Case(name: "unreachable", reading: .failed(reason: "no", asked: nil), state: .pending, isTriedAgain: true),
        Case(name: "another host", reading: .notFollowed(reason: "no"), state: .notFollowed, isTriedAgain: false),
    ])
    func whatBecomesOfAPublication(_ example: Case) {
        let settled = settling.settle(
            publication(announcesPDF: example.announcesPDF), after: example.reading, isKnown: false, now: now,
            jitter: 0)
        #expect(settled.state == example.state)
        #expect((settled.nextTry != nil) == example.isTriedAgain)
        if example.state != .read { #expect(settled.reason?.isEmpty == false) }
    }

    @Test func retriesBackOffAndAPublisherMayAskForMore() {
        var publication = publication()
        var waits: [Double] = []
        for _ in 1...3 {
            publication = settling.settle(
                publication, after: .failed(reason: "no", asked: nil), isKnown: false, now: now, jitter: 0)
            waits.append(publication.nextTry?.timeIntervalSince(now) ?? 0)
        }
        #expect(waits == [60, 120, 240])
        let asked = settling.settle(
            publication, after: .failed(reason: "no", asked: 1000), isKnown: false, now: now, jitter: 0)
        #expect(asked.nextTry?.timeIntervalSince(now) == 1000)
    }

    /// A report that was read and has gone for a while keeps what it stated.
    @Test func whatWasReadStaysReadWhileItsReReadingFails() {
        var publication = publication(announcesPDF: true)
        publication = settling.settle(
            publication, after: PublicationSettlingTests.read(.graded), isKnown: false, now: now, jitter: 0)
        let gone = settling.settle(
            publication, after: PublicationSettlingTests.read(.notAReport, isNotFoundPage: true), isKnown: true,
            now: now,
            jitter: 0)
        #expect(gone.state == .read)
        #expect(gone.nextTry != nil)
        #expect(gone.sha256 == "abc")
    }

    /// A comparison waits from the first failure on, and for nothing of which something trusted is known.
    @Test func whatIsUnresolvedIsSoSinceTheFirstTime() {
        let failed = DocumentReading.failed(reason: "no", asked: nil)
        var publication = settling.settle(publication(), after: failed, isKnown: false, now: now, jitter: 0)
        #expect(publication.unresolvedSince == now)
        let later = now.addingTimeInterval(86_400)
        publication = settling.settle(
            publication, after: PublicationSettlingTests.read(.doubtful), isKnown: false, now: later, jitter: 0)
        #expect(publication.state == .doubtful)
        #expect(publication.unresolvedSince == now)
        let known = settling.settle(publication, after: failed, isKnown: true, now: later, jitter: 0)
        #expect(known.unresolvedSince == nil)
        let read = settling.settle(
            publication, after: PublicationSettlingTests.read(.graded), isKnown: false, now: later, jitter: 0)
        #expect(read.unresolvedSince == nil)
    }
}
