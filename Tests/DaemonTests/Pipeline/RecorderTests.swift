import Foundation
import History
import Inspections
import Receivers
import RecordSupport
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System
@testable import Text

/// What one poll's readings make of the history, on a real database.
@Suite struct RecorderTests {
    let folder: TemporaryFolder
    let history: History
    let recorder: Recorder
    /// From 2028-01-01, after all reports; it goes on with each poll.
    let clock = ManualClock(Date(timeIntervalSince1970: 1_830_297_600))

    var now: Date { clock.now }

    static let cheshireEast = Provider(
        id: ProviderID(urn: "80447"), name: "Cheshire East", kind: "local-authority", region: "North West")
    static let kent = Provider(
        id: ProviderID(urn: "80476"), name: "Kent", kind: "local-authority", region: "South East")

    /// Known by name alone.
    static let barnet = Provider(
        id: ProviderID("name:barnet"), name: "Barnet", kind: "local-authority", region: "London")

    init() throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
        recorder = try Recorder.test(feeds: "a", "b")
    }

    func publication(
        _ id: String, year: Int, urn: String? = "80447", feed: String = "a", isBaseline: Bool = false
    ) -> StoredPublication {
        StoredPublication(
            feed: feed, identity: id, fingerprint: id,
            publication: Publication(
                url: "https://example.org/\(id)", title: "Children's services inspection", providerURN: urn),
            published: CalendarDate(year: year, month: 5, day: 1), seen: now, baseline: isBaseline)
    }

    func report(
        _ grade: String, year: Int, name: String? = "Cheshire East", sha256: String = "a", basis: Basis = .report,
        isDated: Bool = true
    ) -> DocumentReading {
        .outcome(
            Outcome(
                result: .graded, media: "application/pdf", sha256: "\(sha256)\(year)", framework: "ilacs",
                basis: basis, providerName: name,
                inspection: InspectionDates(
                    start: isDated ? CalendarDate(year: year, month: 3, day: 1) : nil, end: nil),
                judgements: [
                    Judgement(
                        area: "overall-effectiveness", grade: grade, printed: grade, page: 1,
                        evidence: "Overall effectiveness \(grade)")
                ]))
    }

    func record(_ readings: (StoredPublication, DocumentReading)...) async throws -> [StoredAlert] {
        let recorder = recorder
        clock.advance(3600)
        let now = now
        return try await history.write("test") {
            try recorder.record(readings, at: now, jitter: 0, in: $0).alerts
        }
    }

    func known(_ id: String) async throws -> StoredPublication {
        try #require(try await history.read("test") { try $0.publication(feed: "a", identity: id) })
    }

    @Test func aChangeIsRaisedWithItsDeliveryAndARepetitionAddsNothing() async throws {
        let first = publication("1", year: 2019)
        let second = publication("2", year: 2024)
        let raised = try await record(
            (second, report("inadequate", year: 2024)), (first, report("good", year: 2019)))
        #expect(raised.map(\.kind) == ["inspection-published", "rating-changed"])
        #expect(raised.map(\.direction) == ["none", "declined"])
        let again = try await record(
            (try await known("1"), report("good", year: 2019)), (try await known("2"), report("inadequate", year: 2024))
        )
        #expect(again.isEmpty)
        #expect(try await history.read("test") { try $0.pendingAlerts(receiver: "log", limit: 9).count } == 2)
    }

    @Test func theBaselineIsSilentButIsComparedWith() async throws {
        let silent = try await record((publication("1", year: 2019, isBaseline: true), report("good", year: 2019)))
        #expect(silent.isEmpty)
        let raised = try await record((publication("2", year: 2024), report("outstanding", year: 2024)))
        #expect(raised.map(\.direction) == ["improved"])
    }

    @Test func anAmendedReportIsACorrectionNotAChange() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        let raised = try await record((try await known("1"), report("inadequate", year: 2019, sha256: "b")))
        #expect(raised.map(\.kind) == ["rating-corrected"])
        // The corrected grade is the one that later reports are compared with.
        let later = try await record((publication("2", year: 2024), report("inadequate", year: 2024)))
        #expect(later.map(\.direction) == ["unchanged"])
    }

    /// Each alert is explained by what it said itself, whatever corrections have made of the record since.
    @Test func anAlertIsExplainedAsItWasToldAlsoAfterACorrection() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        _ = try await record((publication("2", year: 2024), report("inadequate", year: 2024)))
        _ = try await record((try await known("2"), report("outstanding", year: 2024, sha256: "b")))
        let registry = recorder.lookup.registry
        let derivation = recorder.settlement.derivation
        let now = now
        let texts = try await history.read("test") { history in
            try ["2", "3"].map { asked in
                let explanation = try Explanation(
                    asked, in: history, registry: { registry }, derivation: derivation, receivers: [],
                    names: .ids, now: now)
                guard case .alert(let explained) = explanation else { return "no alert" }
                return explained.text(.plain)
            }
        }
        let history = "alert 3 took it back; the history says: improved from good to outstanding (compared)"
        #expect(texts[0].contains("overall effectiveness  good    inadequate  ▼ declined  \(history)"), "\(texts[0])")
        // A correction is compared with the inspection before, as any report is.
        #expect(
            texts[1].contains("overall effectiveness  good    outstanding  ▲ improved  compared"), "\(texts[1])")
    }

    @Test func otherBytesThatStateTheSameGradesAreNoNews() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        #expect(try await record((try await known("1"), report("good", year: 2019, sha256: "b"))).isEmpty)
    }

    @Test func aSecondSourceOfOneInspectionConfirmsSilentlyOrDisagreesAloud() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        #expect(try await record((publication("2", year: 2019), report("good", year: 2019, sha256: "b"))).isEmpty)
        let raised = try await record(
            (publication("3", year: 2019, feed: "b"), report("inadequate", year: 2019, sha256: "c")))
        #expect(raised.map(\.kind) == ["sources-disagree"])
    }

    /// What one publisher states of an inspection at another address is the newer version of it.
    @Test func anotherAddressOfTheSamePublisherPutsItsReportRight() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        let raised = try await record((publication("2", year: 2019), report("inadequate", year: 2019, sha256: "b")))
        #expect(raised.map(\.kind) == ["rating-corrected"])
    }

    /// One alert for the article, one for the report that states another grade, none for the report listed again.
    @Test(arguments: [true, false])
    func aReportPutsRightWhatThePressSaidOfIt(isDated: Bool) async throws {
        _ = try await record((publication("1", year: 2019), report("requires-improvement", year: 2019)))
        let told = try await record(
            (publication("2", year: 2024), report("good", year: 2024, sha256: "b", basis: .press, isDated: isDated)))
        #expect(told.map(\.kind) == ["rating-changed"])
        let corrected = try await record((publication("3", year: 2024), report("inadequate", year: 2024, sha256: "c")))
        #expect(corrected.map(\.kind) == ["rating-corrected"])
        #expect(corrected.first?.body.contains("\"basis\":\"report\"") == true)
        // A second listing of the report has nothing to put right.
        let again = try await record((publication("4", year: 2024), report("inadequate", year: 2024, sha256: "d")))
        #expect(again.isEmpty)
        // What the press said counts no more.
        let later = try await record((publication("5", year: 2026), report("inadequate", year: 2026)))
        #expect(later.map(\.direction) == ["unchanged"])
    }

    @Test func aReportOfTheBaselinePutsThePressRightInSilence() async throws {
        _ = try await record(
            (publication("1", year: 2024, isBaseline: true), report("good", year: 2024, basis: .press)))
        let silent = try await record(
            (publication("2", year: 2024, isBaseline: true), report("inadequate", year: 2024, sha256: "b")))
        #expect(silent.isEmpty)
    }

    @Test func anArticleThatContradictsAReportIsNoNewInspection() async throws {
        _ = try await record((publication("1", year: 2024), report("good", year: 2024)))
        let raised = try await record(
            (publication("2", year: 2024), report("inadequate", year: 2024, sha256: "b", basis: .press, isDated: false))
        )
        #expect(raised.map(\.kind) == ["sources-disagree"])
    }

    @Test func aDocumentOnAnotherProviderThanTheListingSaysIsADoubtForOperators() async throws {
        let raised = try await record((publication("1", year: 2019), report("good", year: 2019, name: "Kent")))
        #expect(raised.map(\.kind) == ["operator-extraction-doubtful"])
        #expect(try await known("1").state == .doubtful)
    }

    /// Once while it lasts, and again where a version that was trusted lay between.
    @Test func bytesThatAreInDoubtASecondTimeAreToldToOperatorsAgain() async throws {
        let (wrong, right) = (
            report("good", year: 2019, name: "Kent", sha256: "b"), report("good", year: 2019, sha256: "a")
        )
        let doubted = ["operator-extraction-doubtful"]
        #expect(try await record((publication("1", year: 2019), wrong)).map(\.kind) == doubted)
        #expect(try await record((known("1"), wrong)).isEmpty)
        for _ in 0..<2 {
            #expect(try await !record((known("1"), right)).map(\.kind).contains(doubted[0]))
            #expect(try await record((known("1"), wrong)).map(\.kind) == doubted)
            #expect(try await record((known("1"), wrong)).isEmpty)
        }
    }

    /// Told once for the framework, not for each of its documents, nor for each try of one.
    @Test func aReportOfNoKnownFrameworkIsToldToOperatorsOnce() async throws {
        func unknown(_ label: String, sha256: String) -> DocumentReading {
            var outcome = Outcome(result: .notAReport, media: "application/pdf", sha256: sha256, doubts: ["why"])
            outcome.unknownReport = UnknownReport(title: "Renewed inspection", labels: [label, "Leaders"])
            return .outcome(outcome)
        }
        let raised = try await record(
            (publication("1", year: 2027), unknown("Family help", sha256: "a")),
            (publication("2", year: 2027, urn: "80476"), unknown("Family Help", sha256: "b")),
            (publication("3", year: 2027, urn: "80476"), unknown("Care", sha256: "c")))
        #expect(raised.map(\.kind) == ["operator-framework-unknown", "operator-framework-unknown"])
        #expect(raised.first?.summary.contains("\"Renewed inspection\" states grades (Family help; Leaders)") == true)
        #expect(try await record((try await known("1"), unknown("Family help", sha256: "a"))).isEmpty)
        #expect(try await known("1").unreadSHA256 == "a")
        // Once its framework is known it is a report like any other.
        #expect(try await record((try await known("1"), report("good", year: 2027, sha256: "a"))).count == 1)
        #expect(try await known("1").unreadSHA256 == nil)
    }

    @Test func anUnknownNameIsAProviderOfItsOwn() async throws {
        let raised = try await record(
            (publication("1", year: 2019, urn: nil), report("good", year: 2019, name: "Borsetshire")))
        #expect(raised.map(\.subject) == ["name:borsetshire"])
    }

    @Test func aNameAndTheNumberThatAPublicationGivesItAreOneCouncil() async throws {
        _ = try await record((publication("a", year: 2017, urn: nil), report("inadequate", year: 2017, name: "Barnet")))
        #expect(try await known("a").providerID == RecorderTests.barnet.id)
        let numbered = try await record(
            (publication("b", year: 2019, urn: "99901"), report("good", year: 2019, name: "Barnet")))
        #expect(numbered.map(\.kind) == ["rating-changed"])
        #expect(numbered.first?.subject == "ofsted:99901")
        let named = try await record(
            (
                publication("c", year: 2024, urn: nil),
                report("outstanding", year: 2024, name: "London Borough of Barnet")
            ))
        #expect(named.map(\.kind) == ["rating-changed"])
        #expect(try await known("c").providerID == ProviderID(urn: "99901"))
    }

    /// Some publisher gives it another number than the others do.
    @Test func aRegisteredCouncilUnderAnotherNumberIsOneProvider() async throws {
        for (id, urn) in [("a", "99901"), ("b", "99902")] {
            _ = try await record((publication(id, year: 2017, urn: urn), report("good", year: 2017, name: "Barnet")))
        }
        let raised = try await record(
            (publication("c", year: 2019, urn: nil), report("inadequate", year: 2019, name: "Barnet")))
        #expect(raised.map(\.kind) == ["rating-changed"])
        for id in ["a", "b", "c"] { #expect(try await known(id).providerID == ProviderID(urn: "99901")) }
    }

    @Test func anUnregisteredNameWithTwoNumbersIsTwo() async throws {
        for (id, urn) in [("a", "99901"), ("b", "99902")] {
            _ = try await record(
                (publication(id, year: 2017, urn: urn), report("good", year: 2017, name: "Borsetshire")))
        }
        _ = try await record(
            (publication("c", year: 2019, urn: nil), report("inadequate", year: 2019, name: "Borsetshire")))
        #expect(try await known("a").providerID == ProviderID(urn: "99901"))
        #expect(try await known("b").providerID == ProviderID(urn: "99902"))
        #expect(try await known("c").providerID == ProviderID("name:borsetshire"))
    }

    @Test func withoutAnyNameItIsADoubt() async throws {
        let raised = try await record((publication("1", year: 2019, urn: nil), report("good", year: 2019, name: nil)))
        #expect(raised.map(\.kind) == ["operator-extraction-doubtful"])
    }

    @Test func whatCouldNotBeReadYetMakesItsSuccessorNotComparable() async throws {
        _ = try await record((publication("1", year: 2014), report("good", year: 2014)))
        let raised = try await record(
            (publication("2", year: 2019), .failed(reason: "no", asked: nil)),
            (publication("3", year: 2024), report("inadequate", year: 2024)))
        #expect(raised.map(\.kind) == ["inspection-published"])
        #expect(raised.first?.summary.contains("the report published 2019-05-01 is pending") == true)
        // Read at last, it is late: a later inspection is known. And that one is compared with it now.
        let late = try await record((try await known("2"), report("outstanding", year: 2019)))
        #expect(late.map(\.kind) == ["inspection-published", "rating-changed"])
        #expect(late.map(\.direction) == ["none", "declined"])
        #expect(late.first?.body.contains("\"late\":true") == true)
        #expect(late.last?.body.contains("\"follows\":\"\(raised.first?.id ?? "")\"") == true)
        // Messages for people have words for it too.
        let content = try AlertContent(AlertRecord(try #require(late.first)))
        #expect(content.judgements.map(\.direction) == [nil])
    }

    /// Corrected there, back, and there again: three corrections, though the first and the last state the same.
    @Test func aGradeThatGoesThereAndBackAndThereAgainIsThreeCorrections() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        for (grade, sha256) in [("inadequate", "b"), ("good", "a"), ("inadequate", "b")] {
            let raised = try await record((try await known("1"), report(grade, year: 2019, sha256: sha256)))
            #expect(raised.map(\.kind) == ["rating-corrected"])
        }
    }

    @Test func otherBytesLeaveTheDirectionThatWasRecorded() async throws {
        _ = try await record((publication("1", year: 2015), report("good", year: 2015)))
        _ = try await record((publication("2", year: 2019), report("inadequate", year: 2019)))
        _ = try await record((try await known("2"), report("inadequate", year: 2019, sha256: "b")))
        let inspections = try await recorder.inspections(of: RecorderTests.cheshireEast.id, at: now, in: history)
        #expect(inspections.map { $0.change.judgements.map(\.direction) } == [[.first], [.declined]])
    }

    /// "Down for maintenance" in the place of a known report takes nothing from the history.
    @Test func aKnownReportThatIsSomethingElseForAWhileIsStillComparedWith() async throws {
        _ = try await record((publication("1", year: 2015), report("inadequate", year: 2015)))
        _ = try await record((publication("2", year: 2019), report("good", year: 2019)))
        let page = DocumentReading.outcome(Outcome(result: .notAReport, media: "text/html", sha256: "page"))
        for reading in [page, .notFollowed(reason: "elsewhere"), .failed(reason: "no", asked: nil)] {
            #expect(try await record((try await known("2"), reading)).isEmpty)
        }
        let raised = try await record((publication("3", year: 2024), report("requires-improvement", year: 2024)))
        #expect(raised.map(\.direction) == ["declined"])
    }

    @Test func whatCannotBeThePredecessorDoesNotStandInTheWay() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        var sameDocument = publication("9", year: 2024)
        sameDocument.documentURL = "https://example.org/2"
        var visit = publication("8", year: 2021)
        visit.type = "Children's services focused visit"
        var forgotten = StoredPublication(
            feed: "no longer configured", identity: "7", fingerprint: "f",
            publication: Publication(url: "https://example.org/7", providerURN: "80447"),
            published: CalendarDate(year: 2022, month: 1, day: 1), seen: now, baseline: false)
        forgotten.providerID = RecorderTests.cheshireEast.id
        let lost = forgotten
        _ = try await history.write("test") { try $0.save(lost) }
        for waiting in [sameDocument, visit] { _ = try await record((waiting, .failed(reason: "no", asked: nil))) }
        let raised = try await record((publication("2", year: 2024), report("inadequate", year: 2024)))
        #expect(raised.map(\.kind) == ["rating-changed"])
    }

    @Test func aCorrectedProviderOfTheListingMovesTheReport() async throws {
        _ = try await record((publication("1", year: 2019, urn: "80476"), report("good", year: 2019, name: nil)))
        var moved = try await known("1")
        moved.providerURN = "80447"
        let raised = try await record((moved, report("good", year: 2019, name: nil)))
        #expect(raised.map(\.kind).sorted() == ["inspection-published", "rating-corrected"])
        let takenBack = try #require(raised.first { $0.kind == "rating-corrected" })
        #expect(takenBack.subject == "ofsted:80476")
        #expect(takenBack.body.contains("\"moved_to\":") && takenBack.body.contains("\"to\":null"))
        #expect(raised.first { $0.kind == "inspection-published" }?.subject == "ofsted:80447")
        let kent = try await recorder.inspections(of: RecorderTests.kent.id, at: now, in: history)
        let cheshireEast = try await recorder.inspections(of: RecorderTests.cheshireEast.id, at: now, in: history)
        #expect(kent.isEmpty)
        #expect(cheshireEast.count == 1)
    }
}
