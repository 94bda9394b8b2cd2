import Foundation
import History
import Inspections
import RecordSupport
import TestSupport
import Testing

@Suite struct HistoryTests {
    let folder: TemporaryFolder
    let history: History
    let now = Date(timeIntervalSince1970: 1_700_000_000)

    init() throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
    }

    private func alert(_ id: String) -> Alert {
        Alert(
            kind: .operatorBaselineDone, id: id, instance: "test", time: now, subject: "feed:a", feed: "a",
            summary: "a summary")
    }

    private func publication(_ identity: String, published: String = "2024-05-16") -> StoredPublication {
        StoredPublication(
            feed: "a", identity: identity, fingerprint: "f",
            publication: Publication(url: "https://example.org/\(identity)", title: "A report"),
            published: CalendarDate(iso: published), seen: now, baseline: false)
    }

    @Test func alertsAreNumberedWithoutAGapAndEachRaisedOnce() async throws {
        for id in ["one", "two", "one", "three"] {
            let alert = alert(id)
            _ = try await history.write("test") {
                try $0.raise(alert, decisions: [], receivers: ["log"], line: "line of \(id)")
            }
        }
        let alerts = try await history.read("test") { try $0.alerts(AlertQuery()) }
        #expect(alerts.map(\.sequence) == [1, 2, 3])
        #expect(alerts.map(\.id) == ["one", "two", "three"])
        #expect(alerts.first?.body.contains("\"sequence\":\"00000000000000000001\"") == true)
    }

    @Test func whatIsChangedInACopyOfAPublicationStaysAsItWasInTheOther() {
        let before = publication("p")
        var after = before
        #expect(after == before && Set([before, after]).count == 1)
        after.title = "Another"
        after.attempts += 1
        #expect((before.title, before.attempts) == ("A report", 0))
        #expect((after.title, after.attempts, after.identity) == ("Another", 1, "p"))
        #expect(after != before && publication("p") == before)
    }

    @Test func aFailedTransactionLeavesNothing() async throws {
        struct Stop: Error {}
        let alert = alert("one")
        let publication = publication("p")
        await #expect(throws: HistoryError.self) {
            try await history.write("test") { history in
                _ = try history.save(publication)
                _ = try history.raise(alert, decisions: [], receivers: ["log"], line: "")
                throw Stop()
            }
        }
        let left = try await history.read("test") {
            (try $0.alerts(AlertQuery()).count, try $0.publications().count)
        }
        #expect(left == (0, 0))
    }

    @Test func deliveriesStayUntilTheReceiverHasThem() async throws {
        let now = now
        for id in ["one", "two", "three"] {
            let alert = alert(id)
            _ = try await history.write("test") {
                try $0.raise(alert, decisions: [], receivers: ["log", "other"], line: "")
            }
        }
        try await history.write("test") { history in
            try history.markDelivered([1, 2], receiver: "log", at: now)
            try history.markFailed([1], receiver: "other", error: "no", at: now, next: now.addingTimeInterval(60))
        }
        let (log, other, next) = try await history.read("test") {
            (
                try $0.pendingAlerts(receiver: "log", limit: 10).map(\.sequence),
                try $0.pendingAlerts(receiver: "other", limit: 2).map(\.sequence),
                try $0.nextAttempt(receiver: "other", at: now)
            )
        }
        #expect(log == [3])
        #expect(other == [1, 2])
        #expect(next == now.addingTimeInterval(60))
    }

    /// Two alerts to three receivers each, of which one has failed twice and one once.
    @Test(arguments: [1, 2, 4, 6, 100])
    func deliveriesComeInPartsEachWithItsOwnAttempts(limit: Int) async throws {
        let now = now
        for id in ["one", "two"] {
            let alert = alert(id)
            _ = try await history.write("test") {
                try $0.raise(alert, decisions: [], receivers: ["desk", "hook", "log"], line: "")
            }
        }
        try await history.write("test") { history in
            for (receiver, reason) in [("hook", "first"), ("desk", "other"), ("hook", "second")] {
                let due = try history.dueDeliveries(receiver: receiver, now: now, limit: 1)
                try history.record(
                    StoredAttempt(at: now, milliseconds: 1, status: 503, reason: reason, answer: "", next: now),
                    of: #require(due.first), receiver: receiver, state: .pending)
            }
        }
        func all(failed: Bool) async throws -> [String] {
            var parts: [DeliveryAccount] = []
            while true {
                let last = parts.last
                let part = try await history.read("test") {
                    try $0.deliveries(failed: failed, after: last, limit: limit)
                }
                #expect(part.count <= limit)
                if part.isEmpty { break }
                parts += part
            }
            return parts.map { account in
                ([account.alert.id, account.delivery.receiver] + account.attempts.map(\.reason)).joined(separator: " ")
            }
        }
        let failed = ["one desk other", "one hook first second"]
        #expect(try await all(failed: true) == failed)
        #expect(try await all(failed: false) == failed + ["one log", "two desk", "two hook", "two log"])
    }

    @Test func aPublicationIsStoredAsItWas() async throws {
        var publication = publication("p")
        publication.providerID = ProviderID(urn: "80447")
        publication.state = .doubtful
        publication.reason = "witnesses disagree"
        publication.nextTry = now
        publication.sha256 = "abc"
        publication.framework = "ilacs"
        publication.dates = InspectionDates(
            start: CalendarDate(iso: "2024-02-26"), end: CalendarDate(iso: "2024-03-08"))
        publication.basis = .press
        publication.listed = now.addingTimeInterval(-60)
        publication.unresolvedSince = now
        publication.waitsSince = now
        let stored = publication
        let saved = try await history.write("test") { try $0.save(stored) }
        let found = try await history.read("test") { try $0.publication(feed: "a", identity: "p") }
        #expect(found == saved)
        let again = try await history.write("test") { try $0.save(saved) }
        #expect(again.row == saved.row)
    }

    @Test func pendingDocumentsComeOldestFirstWhenTheirTimeHasCome() async throws {
        let now = now
        for (identity, published, wait) in [
            ("new", "2024-05-16", 0.0), ("old", "2020-01-01", -5), ("later", "2019-01-01", 60),
        ] {
            var publication = publication(identity, published: published)
            publication.nextTry = now.addingTimeInterval(wait)
            let stored = publication
            _ = try await history.write("test") { try $0.save(stored) }
        }
        let due = try await history.read("test") {
            try $0.pendingPublications(feed: "a", dueAt: now, limit: 10)
        }
        #expect(due.map(\.identity) == ["old", "new"])
        #expect(try await history.read("test") { try $0.nextTry(feed: "a", at: now) } == now.addingTimeInterval(-5))
    }

    @Test func aStatementComesBackAsItWasRecordedAndALaterOneLeavesIt() async throws {
        let provider = Provider(
            id: ProviderID(urn: "80447"), name: "Cheshire East", kind: "local-authority", region: "North West")
        let stored = publication("p")
        let now = now
        let grade = Judgement(
            area: "care-leavers", grade: "good", printed: "Good", page: 1, evidence: "care leavers Good")
        try await history.write("test") { history in
            try history.save(provider)
            let row = try #require(try history.save(stored).row)
            var statement = NewStatement(
                publication: row, provider: provider.id, framework: "ilacs",
                dates: InspectionDates(start: CalendarDate(iso: "2024-02-26"), end: CalendarDate(iso: "2024-03-08")),
                title: "A report", url: "https://example.org/p", sha256: "abc", basis: .report, publisher: "p")
            statement.visit = "inspection"
            statement.published = CalendarDate(iso: "2024-05-16")
            statement.listed = now.addingTimeInterval(-60)
            statement.address = "/p"
            statement.reader = "2"
            statement.number = "10001"
            statement.isRow = true
            statement.isPartial = true
            statement.isSilent = true
            statement.facts = ["outcome": "met"]
            statement.judgements = [grade]
            statement.unsaid = ["impact-of-leaders", "help-and-protection"]
            try history.record(statement, at: now)
            statement.trust = .doubtful
            statement.ruling = .state
            statement.judgements = []
            statement.unsaid = []
            try history.record(statement, at: now.addingTimeInterval(60))
        }
        let sources = SourceDirectory([Source(feed: "a", publisher: "q", authority: .press, place: 3)])
        let (statements, providers) = try await history.read("test") {
            (try $0.statements(of: [provider.id], sources: sources), try $0.providers())
        }
        #expect(providers == [provider])
        let first = try #require(statements.first)
        #expect(
            first
                == Inspections.Statement(
                    id: first.id, publication: first.publication, provider: provider.id, framework: "ilacs",
                    visit: "inspection",
                    dates: InspectionDates(
                        start: CalendarDate(iso: "2024-02-26"), end: CalendarDate(iso: "2024-03-08")),
                    published: CalendarDate(iso: "2024-05-16"), listed: now.addingTimeInterval(-60), recorded: now,
                    seen: now, title: "A report", url: "https://example.org/p", address: "/p", sha256: "abc",
                    reader: "2", basis: .report, source: Source(feed: "a", publisher: "q", authority: .press, place: 3),
                    number: "10001", isRow: true, isPartial: true, isSilent: true, facts: ["outcome": "met"],
                    judgements: [grade]))
        #expect(statements.map(\.trust) == [.trusted, .doubtful])
        #expect(statements.map(\.ruling) == [nil, .state])
        #expect(statements.map(\.unsaid) == [["impact-of-leaders", "help-and-protection"], []])
        #expect(statements.last?.judgements == [])
    }

    @Test func whatWasToldComesBackAsItWas() async throws {
        let provider = ProviderID(urn: "80447")
        let graded = Told(
            provider: provider, statement: 7, framework: "ilacs",
            dates: InspectionDates(start: CalendarDate(iso: "2024-02-26"), end: nil),
            published: CalendarDate(iso: "2024-05-16"), sha256: "abc", reader: "1",
            areas: [
                Told.Area(
                    area: "care-leavers", grade: "good", from: "inadequate", direction: .improved, waits: false,
                    alert: "rw_1"),
                Told.Area(area: "adoption", grade: nil, from: "good", direction: nil, waits: true, alert: nil),
            ], disputes: ["care-leavers|good|inadequate"], isBaseline: true)
        let letter = Told(
            provider: provider, statement: 8, framework: nil, dates: InspectionDates(start: nil, end: nil),
            published: nil, sha256: "\"\u{2028}", reader: "", facts: ["priority_action": "yes"], alert: "rw_2",
            isBaseline: false)
        let found = try await history.write("test") { history in
            try history.save([graded], of: provider)
            try history.save([graded, letter], of: provider)
            return try history.told(of: provider)
        }
        #expect(found == [graded, letter])
    }

    @Test func theStateOfAFeedSurvivesAReopening() async throws {
        var state = FeedState(name: "a", url: "https://example.org/a")
        state.etag = "W/\"5\""
        state.lastModified = "Thu, 01 Jan 1970 00:00:00 GMT"
        state.validatorsURL = "https://example.org/b"
        state.bodyHash = "hash"
        state.baselineAt = now
        state.nextDue = now.addingTimeInterval(5)
        state.everySeconds = 5
        state.movedTo = "https://example.org/c"
        state.askedUntil = now.addingTimeInterval(9)
        state.hintedInterval = 3600
        state.skipHours = [0, 5, 23]
        state.skipDays = ["Saturday", "Sunday"]
        state.newestSeen = now.addingTimeInterval(-7)
        state.quiet = true
        state.listed = 20
        state.shrunk = true
        state.failures = 3
        state.lastError = "no"
        state.ended = true
        state.kind = "table"
        state.map = "schools"
        state.silentBefore = now.addingTimeInterval(-8)
        let stored = state
        try await history.write("test") { try $0.save(stored) }
        let reopened = try #require(try TestRecord.openForReading(folder.path("history.sqlite")))
        #expect(try await reopened.read("test") { try $0.feedState("a") } == stored)
    }

    @Test("A move that an operator confirms while its feed is polled stays, unless the poll finds another address")
    func aConfirmedMoveStays() async throws {
        let target = "https://new.example/feed"
        func polled(at url: String, _ change: (inout FeedState) -> Void = { _ in }) async throws -> FeedState? {
            var before = FeedState(name: "a", url: "https://old.example/feed")
            before.unconfirmedMove = target
            let begun = before
            var confirmed = before
            (confirmed.movedTo, confirmed.unconfirmedMove) = (target, nil)
            let other = confirmed
            var after = before
            after.failures = 1
            change(&after)
            if url != begun.url { after = FeedState(name: "a", url: url) }
            let ended = after
            let start = url == begun.url ? begun : FeedState(name: "a", url: url)
            return try await history.write("test") { history in
                try history.save(begun)
                try history.save(other)
                try history.save(ended, after: start)
                return try history.feedState("a")
            }
        }
        let kept = try await polled(at: "https://old.example/feed")
        #expect(kept?.movedTo == target && kept?.unconfirmedMove == nil && kept?.failures == 1)
        let answered = try await polled(at: "https://old.example/feed") { $0.unconfirmedMove = nil }
        #expect(answered?.movedTo == nil && answered?.unconfirmedMove == nil)
        // The operator has configured another address meanwhile: what was at the old one says nothing of it.
        let configured = try await polled(at: "https://third.example/feed")
        #expect(configured?.address == "https://third.example/feed")
    }

    @Test func aFileThatIsNoDatabaseIsNamedWithItsRemedy() throws {
        let path = try folder.write("broken.sqlite", String(repeating: "no database ", count: 100))
        do {
            _ = try History(at: .file(path))
            Issue.record("it was opened")
        } catch {
            #expect(error.description.contains("broken.sqlite"))
            #expect(error.description.contains("restore the file from a backup"))
        }
    }
}
