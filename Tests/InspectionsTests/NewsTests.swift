import Foundation
import Inspections
import Testing

/// What readers hear of a timeline that is not what they were told.
@Suite struct NewsTests {
    static func report(
        _ publication: Int64, _ day: Int, _ overall: String, help: String? = nil,
        body: (inout StatementDraft) -> Void = { _ in }
    ) -> StatementDraft {
        var draft = StatementDraft(publication: publication)
        draft.start = day
        draft.published = day + 60
        draft.grades = ["overall-effectiveness": overall]
        draft.grades["help-and-protection"] = help
        body(&draft)
        return draft
    }

    /// A world in which each group of statements is told before the next one comes.
    static func told(_ steps: [StatementDraft]...) -> ToldWorld {
        var world = ToldWorld()
        var updates = 0
        for step in steps {
            for draft in step {
                updates += 1
                var draft = draft
                draft.updated = updates
                world.state(draft, on: Int(draft.publication))
            }
            world.tell()
        }
        return world
    }

    /// `rating-changed declined 2022-09-27`, with what it refers to by the numbers of alerts.
    static func lines(_ world: ToldWorld) -> [String] {
        world.alerts.map { alert in
            let item = alert.item
            let number = { (id: String?) in world.alerts.firstIndex { $0.id == id }.map(String.init) ?? "-" }
            let words = [
                item.kind.rawValue, item.change.direction == .none ? nil : item.change.direction.rawValue,
                item.change.late ? "late" : nil, item.dates.start?.iso,
                item.relation.follows.map { "follows \(number($0))" },
                item.relation.voids.isEmpty
                    ? nil : "voids \(item.relation.voids.map(number).sorted().joined(separator: " "))",
                item.relation.because.map { "because \($0.rawValue)" },
                item.relation.consequences.isEmpty
                    ? nil
                    : "changes \(Set(item.relation.consequences.map { number($0.alert) }).sorted().joined(separator: " "))",
            ]
            return words.compactMap(\.self).joined(separator: " ")
        }
    }

    static let first = report(1, 0, "good")
    static let second = report(2, 1000, "inadequate")

    @Test func anInspectionThatWasNeverToldIsToldOnce() {
        let world = Self.told([Self.first], [Self.second], [Self.second])
        #expect(Self.lines(world) == ["inspection-published 2020-01-01", "rating-changed declined 2022-09-27"])
    }

    @Test func oneThatBeganBeforeIsLateAndSaysWhatItChanges() throws {
        let world = Self.told([Self.first], [Self.second], [Self.report(3, 500, "inadequate")])
        #expect(Self.lines(world).last == "inspection-published late 2021-05-15 changes 1")
        let late = try #require(world.alerts.last).item.change
        #expect(late.judgements.allSatisfy { $0.direction == nil && $0.from == nil })
    }

    @Test func twoOfOnePollAreToldInOrderAndNeitherIsLate() {
        let world = Self.told([Self.first], [Self.second, Self.report(3, 500, "outstanding")])
        #expect(
            Self.lines(world).dropFirst() == [
                "rating-changed improved 2021-05-15", "rating-changed declined 2022-09-27",
            ])
    }

    @Test func anUndatedArticleMakesNothingLate() {
        let article = Self.report(3, 0, "inadequate") {
            $0.start = nil
            $0.published = 2000
            $0.basis = .press
            $0.source = Source(feed: "press", publisher: "p", place: 1)
        }
        let world = Self.told([Self.first], [article], [Self.second])
        #expect(Self.lines(world).last == "rating-changed declined 2022-09-27 changes 1")
    }

    @Test func aFilledCellIsToldAlone() throws {
        let world = Self.told([Self.first], [Self.second], [Self.report(2, 1000, "inadequate", help: "good")])
        #expect(Self.lines(world).last == "inspection-published 2022-09-27 follows 1")
        #expect(try #require(world.alerts.last).item.change.judgements.map(\.area) == ["help-and-protection"])
    }

    @Test func aCorrectionAndAFilledCellAreOneAlertWhoseDirectionCountsBoth() throws {
        let world = Self.told(
            [Self.report(1, 0, "good", help: "good")], [Self.second],
            [Self.report(2, 1000, "good", help: "inadequate")])
        #expect(Self.lines(world).last == "rating-corrected declined 2022-09-27 voids 1 because publisher")
        #expect(try #require(world.alerts.last).item.change.judgements.compactMap(\.was) == ["inadequate"])
    }

    @Test func aCorrectionHasTheDirectionOfTheCorrectedAreasAlone() {
        let before = Self.report(1, 0, "good", help: "good")
        let told = Self.report(2, 1000, "inadequate", help: "inadequate")
        let mended = Self.report(2, 1000, "good", help: "inadequate")
        #expect(
            Self.lines(Self.told([before], [told], [mended])).last?.hasPrefix("rating-corrected 2022-09-27") == true)
        let lower = Self.report(2, 1000, "requires-improvement", help: "inadequate")
        #expect(Self.lines(Self.told([before], [told], [lower])).last?.hasPrefix("rating-corrected declined") == true)
    }

    @Test func aCorrectedPredecessorHasConsequencesAndNoSecondAlert() {
        let world = Self.told([Self.first], [Self.second], [Self.report(1, 0, "inadequate")])
        #expect(Self.lines(world).dropFirst(2) == ["rating-corrected 2020-01-01 voids 0 because publisher changes 1"])
    }

    @Test func datesThatMoveWithoutConsequenceAreNoNews() {
        let world = Self.told([Self.first], [Self.second], [Self.report(2, 1007, "inadequate") { $0.published = 1060 }])
        #expect(world.alerts.count == 2)
    }

    @Test func datesThatMovePastANeighbourAreCorrectedWithoutAGrade() throws {
        let third = Self.report(3, 2000, "outstanding")
        let moved = Self.report(3, 500, "outstanding") {
            $0.published = 2060
            $0.ruling = .accept
        }
        let world = Self.told([Self.first], [Self.second], [third], [moved])
        #expect(
            Self.lines(world).dropFirst(3) == ["rating-corrected improved 2021-05-15 voids 2 because ruling changes 1"])
        #expect(try #require(world.alerts.last).item.change.judgements.allSatisfy { $0.was == nil })
    }

    @Test func whatIsAnotherProvidersNowIsTakenBackAndToldThere() {
        let moved = Self.report(2, 1000, "inadequate") { $0.provider = StatementDraft.other }
        let world = Self.told([Self.first], [Self.second], [moved])
        #expect(
            Self.lines(world).dropFirst(2) == [
                "rating-corrected 2022-09-27 voids 1 because publisher", "inspection-published 2022-09-27",
            ])
        #expect(world.alerts[2].item.relation.movedTo == StatementDraft.other)
    }

    @Test func whatIsRejectedIsTakenBack() {
        let world = Self.told([Self.first], [Self.second], [Self.report(2, 1000, "inadequate") { $0.ruling = .reject }])
        #expect(Self.lines(world).last == "rating-corrected 2022-09-27 voids 1 because ruling")
    }

    @Test func twoSourcesDisagreeOnceForEachPairOfGrades() {
        func copy(_ grade: String) -> StatementDraft {
            Self.report(5, 1000, grade) { $0.source = Source(feed: "second", publisher: "b", place: 1) }
        }
        let world = Self.told([Self.first], [Self.second], [copy("good")], [copy("inadequate")], [copy("good")])
        #expect(Self.lines(world).dropFirst(2) == ["sources-disagree 2022-09-27"])
    }

    @Test func whereTheBetterSourceComesSecondItIsACorrection() {
        let row = Self.report(2, 1000, "good") {
            $0.isRow = true
            $0.basis = .table
            $0.source = Source(feed: "second", publisher: "b", place: 1)
        }
        let world = Self.told([Self.first], [row], [Self.report(3, 1000, "inadequate")])
        #expect(Self.lines(world).last == "rating-corrected declined 2022-09-27 voids 1 because publisher")
    }

    @Test func adequateAndRequiresImprovementOfOneInspectionAreOneGrade() {
        let world = Self.told([Self.report(1, 0, "adequate")], [Self.report(1, 0, "requires-improvement")])
        #expect(world.alerts.count == 1)
    }

    @Test func aBaselineIsSilentButItsCorrectionIsNot() {
        func base(_ grade: String) -> StatementDraft { Self.report(1, 0, grade) { $0.isSilent = true } }
        let world = Self.told([base("good")], [base("inadequate")])
        #expect(Self.lines(world) == ["rating-corrected 2020-01-01 because publisher"])
    }

    /// Seconds by which the table's feed was added after the reports'.
    @Test(arguments: [(0.0, 0), (60, 0), (3_600, 0), (3_601, 1), (86_400, 1)])
    func onlyALaterFeedsBaselineIsNotSilentOnWhatAnOlderOneListsAfterwards(after seconds: Double, alerts: Int) throws {
        var row = Self.report(1, 0, "good") {
            $0.isRow = true
            $0.basis = .table
            $0.isSilent = true
            $0.source = Source(feed: "second", publisher: "b", place: 1)
        }
        row.number = "1"
        let news = try News(
            of: [StatementDraft.council], told: [], timeline: Timeline([row, Self.report(2, 0, "good")]),
            baselines: ["pubs": StatementDraft.end, "second": StatementDraft.end.addingTimeInterval(seconds)]
        ) { _ in "1" }
        #expect(news.items.count == alerts)
    }

    @Test func theSameBytesReadOtherwiseAreACorrectionOfTheReading() {
        let one = Self.report(1, 0, "good") { $0.sha256 = "a" }
        let other = Self.report(1, 0, "inadequate") {
            $0.sha256 = "a"
            $0.reader = "b"
        }
        #expect(Self.lines(Self.told([one], [other])).last == "rating-corrected 2020-01-01 voids 0 because reading")
    }

    @Test func aLetterIsToldOnceAndAmendedWhereItsFactsChange() {
        func letter(_ action: String, sha256: String) -> StatementDraft {
            Self.report(1, 0, "good") {
                $0.framework = nil
                $0.visit = "focused visit"
                $0.grades = [:]
                $0.facts = ["priority_action": action]
                $0.sha256 = sha256
            }
        }
        let world = Self.told(
            [letter("no", sha256: "a")], [letter("no", sha256: "b")], [letter("yes", sha256: "c")])
        #expect(Self.lines(world) == ["report-published 2020-01-01", "report-amended 2020-01-01 voids 0"])
    }
}
