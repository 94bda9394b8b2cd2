import Foundation
import Inspections
import Testing

/// What stands of a publication on which an operator has decided something.
@Suite struct RulingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Versions in the order in which they come: a grade, in front of it what was decided, or `doubtful`.
        let versions: String
        /// `nil` where nothing stands.
        let grade: String?
        var testDescription: String { name }

        init(_ name: String, _ versions: String, gives grade: String?) {
            self.name = name
            self.versions = versions
            self.grade = grade
        }
    }

    private static func drafts(_ versions: String) -> [StatementDraft] {
        versions.split(separator: ", ").enumerated().map { index, text in
            let words = text.split(separator: " ")
            var draft = StatementDraft()
            draft.updated = index
            draft.ruling = words.first.flatMap { Statement.Ruling(rawValue: String($0)) }
            draft.trust = words.first == "doubtful" ? .doubtful : .trusted
            draft.grades = [:]
            if draft.ruling != .withdraw { draft.grades["overall-effectiveness"] = words.last.map(String.init) }
            return draft
        }
    }

    @Test(arguments: [
        Case("what is rejected counts for nothing", "good, reject good", gives: nil),
        Case("nor does what comes later of it", "good, reject good, inadequate", gives: nil),
        Case("until that is withdrawn", "good, reject good, withdraw", gives: "good"),
        Case("and what came meanwhile stands", "good, reject good, inadequate, withdraw", gives: "inadequate"),
        Case("rejected anew, it counts for nothing", "good, reject good, withdraw, reject good", gives: nil),
        Case("what is in doubt counts for nothing", "doubtful good", gives: nil),
        Case("what is accepted of it counts", "doubtful good, accept good", gives: "good"),
        Case("until that is withdrawn: it is in doubt again", "doubtful good, accept good, withdraw", gives: nil),
        Case("accepted anew, it counts", "doubtful good, accept good, withdraw, accept good", gives: "good"),
        Case("what is stated stands before what is printed", "good, state inadequate", gives: "inadequate"),
        Case("until that is withdrawn: what is printed stands", "good, state inadequate, withdraw", gives: "good"),
        Case(
            "withdrawing takes back all that was decided before", "good, state inadequate, state outstanding, withdraw",
            gives: "good"),
        Case(
            "and nothing that is decided later", "good, state inadequate, withdraw, state outstanding",
            gives: "outstanding"),
        Case(
            "of two decisions the later one stands", "good, state inadequate, state outstanding", gives: "outstanding"),
        Case(
            "a later version stands before what was stated", "good, state inadequate, outstanding", gives: "outstanding"
        ),
        Case("one in doubt does not", "good, state inadequate, doubtful outstanding", gives: "inadequate"),
        Case("what is stated of what was rejected counts for nothing", "good, reject good, state good", gives: nil),
    ])
    func whatAnOperatorDecidesHoldsUntilItIsWithdrawn(_ example: Case) {
        let timeline = Timeline(Self.drafts(example.versions))
        let grades = timeline.entries.map { $0.graded.grade(of: "overall-effectiveness") }
        #expect(grades == (example.grade.map { [$0] } ?? []))
        #expect(timeline.departed.count == (example.grade == nil ? 1 : 0))
    }

    struct Version: Sendable {
        var grade: String
        /// Minutes after the first was recorded, by a clock that may be set back.
        var recorded = 0
        /// Hours after the day of publication at which the listing was updated; `nil` where it says nothing.
        var updated: Int? = 0
        var bytes = "a"
        var ruling: Statement.Ruling?
        var trust = Statement.Trust.trusted
        var publication: Int64 = 1
    }

    struct Order: Sendable, CustomTestStringConvertible {
        let name: String
        let versions: [Version]
        let grade: String
        var testDescription: String { name }

        init(_ name: String, _ versions: [Version], gives grade: String) {
            self.name = name
            self.versions = versions
            self.grade = grade
        }
    }

    /// A ruling holds for the bytes it was made on, and stands before all that was there before it: the clock, the
    /// listing's dates and the order of digests have no say in that.
    @Test(arguments: [
        Order(
            "the clock was set back before it",
            [Version(grade: "inadequate", recorded: 60), Version(grade: "good", recorded: 0, ruling: .state)],
            gives: "good"),
        Order(
            "nothing says when either was listed",
            [
                Version(grade: "inadequate", recorded: 60, updated: nil),
                Version(grade: "good", recorded: 0, updated: nil, ruling: .state),
            ], gives: "good"),
        Order(
            "it is accepted",
            [
                Version(grade: "inadequate", recorded: 60, bytes: "a"),
                Version(grade: "good", recorded: 90, bytes: "b", trust: .doubtful),
                Version(grade: "good", recorded: 0, bytes: "b", ruling: .accept),
            ], gives: "good"),
        Order(
            "another entry for the document is listed as newer than the one it was made on",
            [
                Version(grade: "inadequate", recorded: 0, updated: 9, bytes: "b"),
                Version(grade: "outstanding", recorded: 1, updated: 1, publication: 2),
                Version(grade: "good", recorded: 2, updated: 9, ruling: .state, publication: 2),
            ], gives: "good"),
        Order(
            "its bytes are read again",
            [
                Version(grade: "inadequate"), Version(grade: "good", recorded: 1, ruling: .state),
                Version(grade: "outstanding", recorded: 2, updated: 1),
            ], gives: "good"),
        Order(
            "its bytes are listed elsewhere",
            [
                Version(grade: "inadequate"), Version(grade: "good", recorded: 1, ruling: .state),
                Version(grade: "inadequate", recorded: 2, updated: 1, publication: 2),
            ], gives: "good"),
        Order(
            "a later version supersedes it though the clock was set back before that",
            [
                Version(grade: "inadequate", recorded: 60), Version(grade: "good", recorded: 61, ruling: .state),
                Version(grade: "outstanding", recorded: 0, updated: 1, bytes: "b"),
            ], gives: "outstanding"),
        Order(
            "of two decisions the later one stands though the clock was set back before it",
            [
                Version(grade: "inadequate"), Version(grade: "outstanding", recorded: 60, ruling: .state),
                Version(grade: "good", recorded: 0, ruling: .state),
            ], gives: "good"),
        Order(
            "a stale copy that is found later supersedes nothing",
            [
                Version(grade: "inadequate", updated: 5),
                Version(grade: "good", recorded: 1, updated: 5, ruling: .state),
                Version(grade: "outstanding", recorded: 2, updated: 1, bytes: "b"),
            ], gives: "good"),
    ])
    func whatAnOperatorDecidesStandsBeforeWhatWasThereWhateverTheClockSaid(_ example: Order) {
        let statements = example.versions.enumerated().map { index, version in
            var draft = StatementDraft(publication: version.publication)
            draft.published = version.updated == nil ? nil : 60
            draft.updated = version.updated ?? 0
            draft.address = "/a"
            draft.sha256 = version.bytes
            draft.ruling = version.ruling
            draft.basis = version.ruling == .state ? .ruling : .report
            draft.trust = version.trust
            draft.grades = ["overall-effectiveness": version.grade]
            return draft.statement(
                Int64(index + 1), recorded: StatementDraft.end.addingTimeInterval(Double(version.recorded) * 60))
        }
        let timeline = Timeline(
            statements, of: [StatementDraft.council], frameworks: TestFrameworks.catalogue, now: StatementDraft.end)
        #expect(timeline.entries.map { $0.graded.grade(of: "overall-effectiveness") } == [example.grade])
    }

    struct Copy: Sendable, CustomTestStringConvertible {
        let name: String
        let stands: Bool
        let draft: StatementDraft
        var testDescription: String { name }

        init(_ name: String, stands: Bool, _ body: (inout StatementDraft) -> Void = { _ in }) {
            self.name = name
            self.stands = stands
            var draft = StatementDraft(publication: 2)
            body(&draft)
            self.draft = draft
        }
    }

    /// What is rejected of one publication is rejected of another only where both are on one inspection, by one
    /// publisher in one form.
    @Test(arguments: [
        Copy("the same inspection", stands: false),
        Copy("31 days from it", stands: false) { $0.start = 42 },
        Copy("32 days from it", stands: true) { $0.start = 43 },
        Copy("without a day", stands: true) { $0.start = nil },
        Copy("another provider's", stands: true) { $0.provider = StatementDraft.other },
        Copy("under another framework", stands: true) { $0.framework = "sif" },
        Copy("by another publisher", stands: true) { $0.source = Source(feed: "second", publisher: "b", place: 1) },
        Copy("by another feed of the publisher", stands: false) { $0.source = Source(feed: "more", publisher: "a") },
        Copy("by one who republishes it", stands: true) {
            $0.source = Source(feed: "copy", publisher: "a", authority: .secondary)
        },
        Copy("on another basis", stands: true) { $0.basis = .table },
        Copy("a row", stands: true) { $0.isRow = true },
        Copy("with another number", stands: true) { $0.number = "2" },
        Copy("with the same number", stands: false) { $0.number = "1" },
    ])
    func whatIsRejectedIsRejectedOfItsCopies(_ example: Copy) {
        var rejected = StatementDraft(publication: 1)
        rejected.number = "1"
        rejected.ruling = .reject
        let timeline = Timeline([rejected, example.draft], of: [StatementDraft.council, StatementDraft.other])
        #expect(timeline.entries.count == (example.stands ? 1 : 0))
        var numbered = example.draft
        numbered.number = numbered.number ?? "1"
        rejected.number = nil
        let unnumbered = Timeline([rejected, numbered], of: [StatementDraft.council, StatementDraft.other])
        #expect(unnumbered.entries.count == (example.stands && example.draft.number == nil ? 1 : 0))
    }
}
