import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// What an operator decides of a publication, what is told of it at once, and what cannot be decided. A report of 2019
/// was told as good; what is decided on is of 2024.
@Suite struct DecisionTests {
    private let world: RecorderTests

    init() throws { world = try RecorderTests() }

    static let overall = "overall-effectiveness"
    static let help = "help-and-protection"
    private static let noDates = InspectionDates(start: nil, end: nil)

    /// A report in doubt: for each area the grades that its places state, `?` for a place that none can be read of.
    private func doubtful(_ witnesses: [(area: String, grade: String)], framework: String? = "ilacs") -> DocumentReading
    {
        var outcome = Outcome(
            result: .doubtful, media: "application/pdf", sha256: "d", framework: framework,
            providerName: "Cheshire East",
            inspection: InspectionDates(start: CalendarDate(year: 2024, month: 3, day: 1), end: nil),
            doubts: ["two places disagree"])
        outcome.witnesses = witnesses.map {
            Witness(
                area: $0.area, grade: $0.grade == "?" ? nil : $0.grade, printed: $0.grade, page: 2,
                source: "the grade table", evidence: "\($0.area) \($0.grade)")
        }
        return .outcome(outcome)
    }

    private func begin(_ reading: DocumentReading) async throws -> [String] {
        _ = try await world.record((world.publication("1", year: 2019), world.report("good", year: 2019)))
        return try await world.record((world.publication("2", year: 2024), reading)).map(Self.line)
    }

    private static func line(_ alert: StoredAlert) -> String { "\(alert.kind) \(alert.direction)" }

    private func decide(_ decision: Ruling.Decision, on id: String = "2") async throws -> [String] {
        let recorder = world.recorder
        world.clock.advance(3600)
        let now = world.now
        let publication = try await world.known(id)
        // As the command does it: what an operator cannot decide is no fault of the record.
        return try await world.history.write("test") { history -> Result<[StoredAlert], RulingMistake> in
            do {
                return .success(
                    try recorder.rule(
                        Ruling(decision: decision, who: "desk", why: "by telephone"), on: [publication], at: now,
                        in: history))
            } catch let mistake as RulingMistake {
                return .failure(mistake)
            }
        }.get().map(Self.line)
    }

    private func state(
        _ grades: [String: String], framework: String? = nil, dates: InspectionDates = DecisionTests.noDates
    ) async throws -> [String] {
        try await decide(.state(grades.map { ($0.key, $0.value) }, framework: framework, dates: dates))
    }

    private func refusal(of decision: Ruling.Decision, on id: String = "2") async throws -> String {
        let mistake = await #expect(throws: RulingMistake.self) { try await decide(decision, on: id) }
        return mistake?.description ?? "taken"
    }

    /// Each inspection as `2024-03-01 overall-effectiveness=good`.
    private func inspections() async throws -> [String] {
        try await world.recorder.inspections(
            of: RecorderTests.cheshireEast.id, at: world.now, in: world.history
        ).map { entry in
            let grades = entry.graded.judgements.map { "\($0.area)=\($0.grade)" }.sorted()
            return ([entry.inspection.dates.start?.iso ?? "-"] + grades).joined(separator: " ")
        }
    }

    private func gradeOf2024() async throws -> String {
        let last = try await inspections().last
        return last.flatMap { $0.hasPrefix("2024") ? $0.split(separator: "=").last.map(String.init) : nil } ?? "-"
    }

    private static let good = "2019-03-01 overall-effectiveness=good"

    @Test func whatIsStatedIsToldAtOnceAndSettlesTheDoubt() async throws {
        #expect(
            try await begin(doubtful([(Self.overall, "inadequate"), (Self.overall, "good")])) == [
                "operator-extraction-doubtful none"
            ])
        #expect(try await state([Self.overall: "inadequate"]) == ["rating-changed declined"])
        #expect(try await inspections() == [Self.good, "2024-03-01 overall-effectiveness=inadequate"])
        let settled = try await world.known("2")
        #expect(settled.state == .read && settled.reason == "stated by desk: by telephone")
        #expect(try await state([Self.overall: "inadequate"]).isEmpty, "the same once more is no news")
    }

    @Test func whatIsStatedHoldsThoughTheClockWasSetBack() async throws {
        #expect(try await begin(world.report("inadequate", year: 2024)) == ["rating-changed declined"])
        world.clock.advance(-86_400)
        #expect(try await state([Self.overall: "good"]) == ["rating-corrected none"])
        #expect(try await inspections() == [Self.good, "2024-03-01 overall-effectiveness=good"])
        #expect(try await decide(.withdraw) == ["rating-corrected declined"])
    }

    /// Neither the reader nor the publisher has said anything else meanwhile.
    @Test func aDecisionThatIsWithdrawnIsTakenBackByTheOperator() async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        _ = try await state([Self.overall: "good"])
        _ = try await decide(.withdraw)
        let id = try #require(try await world.known("2").providerID)
        let alerts = try await world.history.read("test") { try $0.alerts(on: id) }
        let causes = alerts.filter { $0.kind == "rating-corrected" }.map { $0.body.contains(#""because":"ruling""#) }
        #expect(causes == [true, true])
    }

    struct Reread: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let decision: Ruling.Decision
        let sha256: String
        /// State and reason, and the grade of 2024.
        let becomes: String
        /// The same once the decision is withdrawn.
        let withdrawn: String
    }

    /// A document that is read otherwise by a newer reader, or is another one now: what was decided of it shows as long
    /// as it holds.
    @Test(arguments: [
        Reread(
            testDescription: "rejected, the same bytes", decision: .reject, sha256: "a",
            becomes: "not-a-report rejected by desk: by telephone -", withdrawn: "outstanding"),
        Reread(
            testDescription: "rejected, another version", decision: .reject, sha256: "b",
            becomes: "not-a-report rejected by desk: by telephone -", withdrawn: "outstanding"),
        Reread(
            testDescription: "stated, the same bytes",
            decision: .state([(overall, "good")], framework: nil, dates: noDates), sha256: "a",
            becomes: "read stated by desk: by telephone good", withdrawn: "outstanding"),
        Reread(
            testDescription: "stated, another version",
            decision: .state([(overall, "good")], framework: nil, dates: noDates), sha256: "b",
            becomes: "read - outstanding", withdrawn: "outstanding"),
    ])
    func whatIsDecidedShowsHoweverTheDocumentIsRead(_ example: Reread) async throws {
        #expect(try await begin(world.report("inadequate", year: 2024)) == ["rating-changed declined"])
        _ = try await decide(example.decision)
        let (recorder, known, now) = (world.recorder, try await world.known("2"), world.now)
        let reading = world.report("outstanding", year: 2024, sha256: example.sha256)
        try await world.history.write("test") { history in
            var recording = Recording()
            _ = try recorder.take(
                reading, of: known, isReadAgain: true, at: now, jitter: 0, into: &recording, in: history)
        }
        let settled = try await world.known("2")
        let grade = try await gradeOf2024()
        #expect("\(settled.state.rawValue) \(settled.reason ?? "-") \(grade)" == example.becomes)
        _ = try await decide(.withdraw)
        #expect(try await gradeOf2024() == example.withdrawn)
    }

    /// That a document cannot be had is no word on what was decided of it.
    @Test(arguments: [Ruling.Decision.reject, .state([(overall, "good")], framework: nil, dates: noDates)])
    func whatIsDecidedShowsThoughTheDocumentCannotBeHad(_ decision: Ruling.Decision) async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        _ = try await decide(decision)
        let decided = try await world.known("2")
        let page = Outcome(result: .notAReport, media: "text/html", sha256: "page")
        for reading in [DocumentReading.failed(reason: "no", asked: nil), .notFollowed(reason: "no"), .outcome(page)] {
            _ = try await world.record((try await world.known("2"), reading))
            let shown = try await world.known("2")
            #expect(shown.state == decided.state && shown.reason == decided.reason)
        }
    }

    /// What stood in the way once is no word on a document that is there again.
    @Test func aReportThatCouldNotBeHadForAWhileShowsNoReason() async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        _ = try await world.record((try await world.known("2"), .failed(reason: "no", asked: nil)))
        #expect(try await world.known("2").reason == "no")
        _ = try await world.record((try await world.known("2"), world.report("inadequate", year: 2024)))
        let again = try await world.known("2")
        #expect(again.state == .read && again.reason == nil && again.attempts == 0)
    }

    /// The bytes that were decided on come back after another version; what is told of that, and the grade of 2024.
    @Test(arguments: [
        (reads: "inadequate", told: ["rating-corrected improved"], stands: "outstanding"),
        (reads: "doubtful", told: ["rating-corrected improved"], stands: "outstanding"),
        (reads: "rejected", told: [], stands: "-"),
    ])
    func theFirstVersionAgainIsWhatWasDecidedOfIt(_ example: (reads: String, told: [String], stands: String))
        async throws
    {
        let first =
            example.reads == "doubtful"
            ? doubtful([(Self.overall, "inadequate"), (Self.overall, "good")]) : world.report("inadequate", year: 2024)
        _ = try await begin(first)
        _ = example.reads == "rejected" ? try await decide(.reject) : try await state([Self.overall: "outstanding"])
        let second = world.report("good", year: 2024, sha256: "b")
        let corrected = try await world.record((try await world.known("2"), second)).map(Self.line)
        #expect(corrected == (example.reads == "rejected" ? [] : ["rating-corrected none"]))
        let again = try await world.record((try await world.known("2"), first)).filter {
            !$0.kind.hasPrefix("operator-")
        }
        #expect(again.map(Self.line) == example.told)
        #expect(try await gradeOf2024() == example.stands)
        for _ in 0..<2 {
            #expect(try await world.record((try await world.known("2"), first)).isEmpty, "it is told once")
        }
    }

    /// A decision is on what a document states, not on whose it is.
    @Test(arguments: ["inadequate", "doubtful"])
    func aReportThatWasDecidedOnMovesWithItsListing(_ reads: String) async throws {
        let report =
            reads == "doubtful"
            ? doubtful([(Self.overall, "inadequate"), (Self.overall, "good")])
            : world.report("inadequate", year: 2024, name: nil)
        _ = try await begin(report)
        _ = try await state([Self.overall: "outstanding"])
        var listed = try await world.known("2")
        listed.providerURN = "80476"
        let moved = try await world.record((listed, report)).filter { !$0.kind.hasPrefix("operator-") }
        #expect(moved.map(Self.line) == ["rating-corrected none", "inspection-published none"])
        #expect(moved.first?.body.contains(#""moved_to":"ofsted:80476""#) == true)
        #expect(try await inspections() == [Self.good])
        let kent = try await world.recorder.inspections(
            of: RecorderTests.kent.id, at: world.now, in: world.history)
        #expect(kent.map { $0.graded.judgements.map(\.grade) } == [["outstanding"]])
        let shown = try await world.known("2")
        #expect(shown.providerID == RecorderTests.kent.id && shown.reason == "stated by desk: by telephone")
        #expect(try await decide(.withdraw).isEmpty == false, "it can be withdrawn there")
    }

    @Test func whatIsWithdrawnIsTakenBackAndInDoubtAgain() async throws {
        _ = try await begin(doubtful([(Self.overall, "inadequate"), (Self.overall, "good")]))
        let doubt = try await world.known("2").reason
        _ = try await state([Self.overall: "inadequate"])
        #expect(try await decide(.withdraw) == ["rating-corrected none"])
        #expect(try await inspections() == [Self.good])
        let again = try await world.known("2")
        #expect(again.state == .doubtful && again.reason == doubt)
        #expect(try await refusal(of: .withdraw) == "no decision on it can be withdrawn")
        #expect(try await state([Self.overall: "outstanding"]) == ["rating-changed improved"])
    }

    @Test func whatTheDocumentPrintsStandsAgainAfterAWithdrawal() async throws {
        #expect(try await begin(world.report("inadequate", year: 2024)) == ["rating-changed declined"])
        #expect(try await refusal(of: .withdraw) == "no decision on it can be withdrawn")
        #expect(try await state([Self.overall: "outstanding"]) == ["rating-corrected improved"])
        #expect(try await decide(.withdraw) == ["rating-corrected declined"])
        #expect(try await inspections() == [Self.good, "2024-03-01 overall-effectiveness=inadequate"])
        #expect(try await world.known("2").state == .read)
    }

    @Test func whatIsRejectedIsTakenBackUntilThatIsWithdrawn() async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        #expect(try await decide(.reject) == ["rating-corrected none"])
        #expect(try await inspections() == [Self.good])
        #expect(try await world.known("2").state == .notAReport)
        let later = try await world.record((try await world.known("2"), world.report("good", year: 2024, sha256: "b")))
        #expect(later.isEmpty, "nor does a later version of it count")
        #expect(try await decide(.withdraw) == ["inspection-published unchanged"])
        #expect(try await inspections() == [Self.good, "2024-03-01 overall-effectiveness=good"])
    }

    /// Else an operator would read "recorded", and nothing would have come of it.
    @Test func nothingIsStatedOrAcceptedOfWhatIsRejected() async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        _ = try await decide(.reject)
        let refused = "it is rejected, so that nothing it states counts; `ratingwatch rule … withdraw` takes that back"
        let stated = Ruling.Decision.state([(Self.overall, "good")], framework: nil, dates: Self.noDates)
        for decision in [stated, .accept] { #expect(try await refusal(of: decision) == refused) }
        #expect(try await world.known("2").state == .notAReport)
        _ = try await decide(.withdraw)
        #expect(try await decide(stated) == ["rating-corrected none"])
    }

    @Test func whatAllPlacesStateIsAccepted() async throws {
        _ = try await begin(
            doubtful([(Self.overall, "inadequate"), (Self.overall, "inadequate"), (Self.help, "good")]))
        #expect(try await decide(.accept) == ["rating-changed declined"])
        #expect(
            try await inspections() == [
                Self.good, "2024-03-01 help-and-protection=good overall-effectiveness=inadequate",
            ])
        #expect(
            try await refusal(of: .accept) == "nothing of it is in doubt; `ratingwatch publications` shows its state")
    }

    /// An area that two places state otherwise, or one leaves open, is a person's to say; the others are accepted.
    @Test(arguments: ["good", "?"]) func whatIsOpenMustBeStated(other: String) async throws {
        _ = try await begin(doubtful([(Self.overall, "inadequate"), (Self.overall, other), (Self.help, "good")]))
        let refused =
            "it does not say which grade holds: say it with `ratingwatch rule … state overall-effectiveness=GRADE`"
        #expect(try await refusal(of: .accept) == refused)
        let elsewhere = Ruling.Decision.state([(Self.help, "good")], framework: nil, dates: Self.noDates)
        #expect(try await refusal(of: elsewhere) == refused)
        #expect(try await state([Self.overall: "inadequate"]) == ["rating-changed declined"])
        #expect(
            try await inspections() == [
                Self.good, "2024-03-01 help-and-protection=good overall-effectiveness=inadequate",
            ])
    }

    @Test func aDocumentWithoutAnyGradeCannotBeAccepted() async throws {
        _ = try await begin(doubtful([]))
        #expect(
            try await refusal(of: .accept)
                == "its document states no grade that could be accepted; see `rule … state AREA=GRADE`")
    }

    struct Slip: Sendable {
        var grades = [(area: DecisionTests.overall, grade: "good")]
        var framework: String?
        var start: String?
        var end: String?
        let refused: String
    }

    @Test(
        arguments: [
            Slip(
                grades: [(overall, "splendid")],
                refused: "ilacs has no grade \"splendid\"; its grades are outstanding, good, "),
            Slip(grades: [("adoption", "good")], refused: "ilacs has no area \"adoption\"; its areas are "),
            Slip(framework: "unheard", refused: "its framework is not known: name it with --framework, one of "),
            Slip(
                grades: [(overall, "good"), ("Overall Effectiveness", "outstanding")],
                refused: "overall-effectiveness is named twice"),
            Slip(
                grades: [("contribution-to-skills-needs", "expected-standard")],
                framework: "further-education-report-card",
                refused: "further-education-report-card does not have all areas that its document states"),
            Slip(start: "2131-03-01", refused: "it says that the inspection began on 2131-03-01, which is yet to come"),
            Slip(end: "2131-03-01", refused: "it says that the inspection ended on 2131-03-01, which is yet to come"),
            Slip(
                end: "2024-02-29",
                refused: "it says that the inspection ended on 2024-02-29, before it began on 2024-03-01"),
            Slip(
                start: "2024-12-01",
                refused: "it says that the inspection began on 2024-12-01, long after it was published"),
        ])
    func whatCannotBeStated(slip: Slip) async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        let dates = InspectionDates(
            start: slip.start.flatMap { CalendarDate(iso: $0) }, end: slip.end.flatMap { CalendarDate(iso: $0) })
        let decision = Ruling.Decision.state(slip.grades, framework: slip.framework, dates: dates)
        let refusal = try await refusal(of: decision)
        #expect(refusal.hasPrefix(slip.refused), "\(refusal)")
        #expect(try await inspections() == [Self.good, "2024-03-01 overall-effectiveness=inadequate"])
    }

    @Test func areasAndGradesMayBeWrittenAsTheyAreRead() async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        #expect(
            try await state(["Overall effectiveness": "Requires Improvement"], framework: "ILACS") == [
                "rating-corrected declined"
            ])
        #expect(try await inspections() == [Self.good, "2024-03-01 overall-effectiveness=requires-improvement"])
    }

    /// Grades through time are those of the history, whatever was decided and taken back.
    @Test(arguments: [
        [], ["reject"], ["reject", "withdraw"], ["state"], ["state", "withdraw"],
        ["reject", "withdraw", "reject"], ["reject", "withdraw", "reject", "withdraw", "state"],
    ])
    func gradesThroughTimeFollowWhatWasDecided(decisions: [String]) async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        for decision in decisions {
            switch decision {
            case "reject": _ = try await decide(.reject)
            case "withdraw": _ = try await decide(.withdraw)
            default: _ = try await state([Self.overall: "requires-improvement"])
            }
        }
        let (derivation, now) = (world.recorder.settlement.derivation, world.now)
        let grades = try await world.history.read("test") {
            try $0.statedGrades(of: Self.overall, frameworks: ["ilacs"], by: derivation, at: now)
        }
        let told = grades.map { "\($0.day.iso) \(Self.overall)=\($0.grade)" }
        #expect(try await told == inspections())
    }

    /// What is not named stays as the document has it.
    @Test func daysCanBeStatedToo() async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        let days = InspectionDates(start: CalendarDate(year: 2024, month: 2, day: 26), end: nil)
        #expect(try await state([Self.help: "good"], dates: days) == ["inspection-published none"])
        #expect(
            try await inspections() == [
                Self.good, "2024-02-26 help-and-protection=good overall-effectiveness=inadequate",
            ])
    }

    @Test func aSecondDecisionLeavesNoInspectionOnTheDaysOfTheFirst() async throws {
        _ = try await begin(world.report("inadequate", year: 2024))
        for (month, day) in [(5, 20), (3, 5)] {
            let days = InspectionDates(start: CalendarDate(year: 2024, month: month, day: day), end: nil)
            #expect(try await state([Self.overall: "inadequate"], dates: days).isEmpty)
        }
        #expect(try await inspections() == [Self.good, "2024-03-05 overall-effectiveness=inadequate"])
        #expect(try await decide(.withdraw).isEmpty)
        #expect(try await inspections() == [Self.good, "2024-03-01 overall-effectiveness=inadequate"])
    }

    @Test func nothingCanBeDecidedOfWhatHasNotBeenReadYet() async throws {
        _ = try await world.record((world.publication("3", year: 2024), .failed(reason: "500", asked: nil)))
        for decision in [Ruling.Decision.accept, .reject, .withdraw] {
            #expect(
                try await refusal(of: decision, on: "3")
                    == "nothing is known of what it states yet; `ratingwatch publications` shows its state")
        }
    }
}
