import Foundation
import Inspections
import Testing

/// What is stated of a council step by step, and the alerts of the last step, each as a line: its numbers are those of
/// earlier alerts. Days count from the first of January 2020.
enum ToldSteps {
    struct Step: Sendable {
        var drafts: [StatementDraft] = []
        /// The day on which something was listed that cannot be read from then on.
        var hides: Int?
        var resolves = false
        /// True where it was kept back and dropped.
        var isDropped = false

        static func states(_ drafts: StatementDraft...) -> Step { Step(drafts: drafts) }
        static func drops(_ drafts: StatementDraft...) -> Step { Step(drafts: drafts, isDropped: true) }
        static func hides(_ day: Int) -> Step { Step(hides: day) }
        /// What could not be read can be, or is not waited for any longer.
        static func resolves(_ drafts: StatementDraft...) -> Step { Step(drafts: drafts, resolves: true) }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [Step]
        let lines: [String]
        var testDescription: String { name }

        init(_ name: String, _ steps: [Step], gives lines: [String]) {
            self.name = name
            self.steps = steps
            self.lines = lines
        }
    }

    /// The alerts of the last step.
    static func lines(_ steps: [Step]) -> [String] {
        let known = world(steps.dropLast()).alerts.count
        return Array(NewsTests.lines(world(steps)).dropFirst(known))
    }

    static func world(_ steps: [Step]) -> ToldWorld {
        var world = ToldWorld()
        var updates = 0
        for step in steps {
            for draft in step.drafts {
                updates += 1
                var draft = draft
                draft.updated = updates
                world.state(draft, on: Int(draft.publication))
            }
            if let day = step.hides {
                world.unresolved = [
                    UnresolvedPublication(
                        state: .pending, framework: nil, dates: InspectionDates(start: nil, end: nil),
                        published: StatementDraft.day(day), title: "a report",
                        since: StatementDraft.end.addingTimeInterval(25 * 86_400))
                ]
            }
            if step.resolves { world.unresolved = [] }
            world.tell(isSilent: step.isDropped)
        }
        #expect(world.problems.isEmpty)
        return world
    }

    static func silent(_ publication: Int64, _ day: Int, _ overall: String) -> StatementDraft {
        NewsTests.report(publication, day, overall) { $0.isSilent = true }
    }

    /// Of the same inspection by another publisher.
    static func second(
        _ publication: Int64, _ day: Int, _ overall: String, help: String? = nil, isSilent: Bool = false
    ) -> StatementDraft {
        NewsTests.report(publication, day, overall, help: help) {
            $0.source = Source(feed: "second", publisher: "b", place: 1)
            $0.isSilent = isSilent
        }
    }

    /// By one who republishes it.
    static func lesser(_ publication: Int64, _ day: Int, _ overall: String) -> StatementDraft {
        NewsTests.report(publication, day, overall) {
            $0.source = Source(feed: "mirror", publisher: "c", authority: .secondary, place: 3)
        }
    }

    static func pressed(_ publication: Int64, _ overall: String, isSilent: Bool) -> StatementDraft {
        NewsTests.report(publication, 0, overall) {
            $0.basis = .press
            $0.isSilent = isSilent
        }
    }

    static func letter(_ action: String, isSilent: Bool = false, ruling: Statement.Ruling? = nil)
        -> StatementDraft
    {
        NewsTests.report(9, 300, "good") {
            $0.framework = nil
            $0.visit = "focused visit"
            $0.grades = [:]
            $0.facts = ["priority_action": action]
            $0.isSilent = isSilent
            $0.ruling = ruling
        }
    }

    static let good = NewsTests.report(1, 0, "good")
    static let bothGood = NewsTests.report(1, 0, "good", help: "good")
    static let fallen = NewsTests.report(2, 1000, "inadequate")
    static let risen = NewsTests.report(3, 2000, "good")
    static let later = NewsTests.report(3, 2000, "inadequate")
}
