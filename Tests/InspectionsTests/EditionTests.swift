import Foundation
import Inspections
import Testing

/// Which statements are versions of one publication, which of them are of another inspection, and what a row keeps of
/// its earlier versions.
@Suite struct EditionTests {
    /// `day` 0 is the first of January 2020; `version` grows with each version of a publication.
    private static func version(
        _ version: Int, of publication: Int64 = 1, _ day: Int? = 0, _ grades: String = "overall=good",
        body: (inout StatementDraft) -> Void = { _ in }
    ) -> StatementDraft {
        var draft = StatementDraft(publication: publication)
        draft.start = day
        draft.updated = version
        draft.setGrades(grades)
        body(&draft)
        return draft
    }

    private static func row(
        _ version: Int, of publication: Int64 = 1, _ day: Int? = 0, _ grades: String = "overall=good",
        release: String? = nil, body: (inout StatementDraft) -> Void = { _ in }
    ) -> StatementDraft {
        EditionTests.version(version, of: publication, day, grades) { draft in
            draft.isRow = true
            draft.basis = .table
            draft.sha256 = release ?? "release \(version)"
            body(&draft)
        }
    }

    static let cases = [
        // One document.
        TimelineCase(
            "the same bytes under another address are the same document, with other days too",
            [
                version(1, of: 1, 0) { $0.sha256 = "a" },
                version(2, of: 2, 45, "overall=inadequate") { $0.sha256 = "a" },
            ], gives: ["2020-02-15 overall=inadequate"]),
        TimelineCase(
            "bytes that are not known are nobody's",
            [
                version(1, of: 1, 0) { $0.sha256 = "" }, version(2, of: 2, 45, "overall=inadequate") { $0.sha256 = "" },
            ], gives: ["2020-01-01 overall=good", "2020-02-15 overall=inadequate"]),
        TimelineCase(
            "one document that a feed lists for two providers is of both",
            [
                version(1, of: 1) { $0.sha256 = "a" },
                version(2, of: 2) {
                    $0.sha256 = "a"
                    $0.provider = StatementDraft.other
                },
            ], gives: ["2020-01-01 overall=good"], others: ["2020-01-01 overall=good"]),
        TimelineCase(
            "one that two feeds of a publisher list for two providers is of whom it was listed last",
            [
                version(1, of: 1) { $0.sha256 = "a" },
                version(2, of: 2) {
                    $0.sha256 = "a"
                    $0.provider = StatementDraft.other
                    $0.source = Source(feed: "mirror", publisher: "a", place: 1)
                },
            ], gives: [], others: ["2020-01-01 overall=good"]),
        TimelineCase(
            "the same bytes by another publisher are another publication",
            [
                version(1, of: 1) { $0.sha256 = "a" },
                version(2, of: 2) {
                    $0.sha256 = "a"
                    $0.provider = StatementDraft.other
                    $0.source = Source(feed: "second", publisher: "b", place: 1)
                },
            ], gives: ["2020-01-01 overall=good"], others: ["2020-01-01 overall=good"]),
        TimelineCase(
            "an article at a report's address is no version of it",
            [
                version(1, of: 1) { $0.address = "/a" },
                version(2, of: 2, 45, "overall=inadequate") {
                    $0.address = "/a"
                    $0.basis = .press
                },
            ], gives: ["2020-01-01 overall=good", "2020-02-15 overall=inadequate"]),
        TimelineCase(
            "rows of one release share its bytes, and are no versions of one another",
            [
                row(1, of: 1, 0, release: "r"), row(1, of: 2, 400, "overall=inadequate", release: "r"),
            ], gives: ["2020-01-01 overall=good", "2021-02-04 overall=inadequate"]),
        // One inspection after another.
        TimelineCase(
            "what comes back to an earlier inspection by its number corrects that one",
            [
                version(1, 0) { $0.number = "1" }, version(2, 100, "overall=inadequate") { $0.number = "2" },
                version(3, 5, "overall=outstanding") { $0.number = "1" },
            ], gives: ["2020-01-06 overall=outstanding", "2020-04-10 overall=inadequate"]),
        TimelineCase(
            "two numbers are two inspections, though their days are near",
            [
                version(1, 0) { $0.published = 5 }.numbered("1"),
                version(2, 20, "overall=inadequate") { $0.published = 5 }.numbered("2"),
            ], gives: ["2020-01-01 overall=good", "2020-01-21 overall=inadequate"]),
        TimelineCase(
            "what comes back to within 31 days of an earlier inspection corrects that one",
            [
                version(1, 0), version(2, 100, "overall=inadequate"), version(3, 42, "overall=outstanding"),
            ], gives: ["2020-02-12 overall=outstanding", "2020-04-10 overall=inadequate"]),
        TimelineCase(
            "what comes back to 32 days from it corrects the last one",
            [
                version(1, 0), version(2, 100, "overall=inadequate"), version(3, 43, "overall=outstanding"),
            ], gives: ["2020-01-01 overall=good", "2020-02-13 overall=outstanding"]),
        TimelineCase(
            "an earlier day is a correction, however far", [version(1, 500), version(2, 0, "overall=inadequate")],
            gives: ["2020-01-01 overall=inadequate"]),
        TimelineCase(
            "a version without a day is one of the last inspection",
            [
                version(1, 0), version(2, 100, "overall=inadequate"), version(3, nil, "overall=outstanding"),
            ], gives: ["2020-01-01 overall=good", "- overall=outstanding"]),
        TimelineCase(
            "a number that goes to another provider takes the inspection along, however late",
            [
                version(1, 0).numbered("1"),
                version(2, 61, "overall=inadequate") { $0.provider = StatementDraft.other }.numbered("1"),
            ], gives: [], others: ["2020-03-02 overall=inadequate"]),
        TimelineCase(
            "without a number the next inspection is the other provider's, and this one stands",
            [
                version(1, 0), version(2, 61, "overall=inadequate") { $0.provider = StatementDraft.other },
            ], gives: ["2020-01-01 overall=good"], others: ["2020-03-02 overall=inadequate"]),
        // Rows.
        TimelineCase(
            "a row keeps what it stated in a cell that is empty now, and what it states anew stands",
            [
                row(1, 0, "overall=good help=good"), row(2, 0, "overall=inadequate"),
            ], gives: ["2020-01-01 help=good overall=inadequate"]),
        TimelineCase(
            "of what it stated it keeps the last",
            [
                row(1, 0, "overall=good help=good"), row(2, 0, "overall=good help=inadequate"),
                row(3, 0, "overall=good"),
            ], gives: ["2020-01-01 help=inadequate overall=good"]),
        TimelineCase(
            "a report keeps nothing of an earlier version",
            [
                version(1, 0, "overall=good help=good"), version(2, 0, "overall=inadequate"),
            ], gives: ["2020-01-01 overall=inadequate"]),
        TimelineCase(
            "a row that is another provider's now keeps nothing of what it stated of the first",
            [
                row(1, 0, "overall=good help=good"),
                row(2, 0, "overall=inadequate") { $0.provider = StatementDraft.other },
            ], gives: [], others: ["2020-01-01 overall=inadequate"]),
        // Two rows near each other.
        TimelineCase(
            "rows of two releases are of one inspection",
            [
                row(1, of: 1, 0, release: "r"), row(2, of: 2, 14, "overall=inadequate", release: "s"),
            ], gives: ["2020-01-15 overall=inadequate"]),
        TimelineCase(
            "rows that once stood in one release are of two, though one is gone from it since",
            [
                row(1, of: 1, 0, release: "r"), row(1, of: 2, 14, "overall=inadequate", release: "r"),
                row(2, of: 1, 0, release: "s"),
            ], gives: ["2020-01-01 overall=good", "2020-01-15 overall=inadequate"]),
        TimelineCase(
            "rows of one file in two feeds are of one",
            [
                row(1, of: 1, 0, release: "r"),
                row(2, of: 2, 14, "overall=inadequate", release: "r") {
                    $0.source = Source(feed: "second", publisher: "a", place: 1)
                },
            ], gives: ["2020-01-15 overall=inadequate"]),
        TimelineCase(
            "a row and a report that share their bytes are of one",
            [
                row(1, of: 1, 0, release: "r"), version(2, of: 2, 14, "overall=inadequate") { $0.sha256 = "r" },
            ], gives: ["2020-01-15 overall=inadequate"]),
    ]

    @Test(arguments: cases) func versionsAreHeldAgainstOneAnother(_ example: TimelineCase) {
        for drafts in [example.drafts, example.drafts.reversed()] {
            #expect(Timeline(drafts).grades == example.timeline)
            #expect(Timeline(drafts, of: [StatementDraft.other]).grades == example.others)
        }
    }

    /// A listing that gives no day: what is newer, and what is the next inspection, goes by the day of recording.
    @Test func theDayOfRecordingStandsForTheDayOfPublication() {
        let undated = [(0, "overall=good"), (600, "overall=inadequate")].map { day, grade in
            Self.version(1, day, grade) { $0.published = nil }
        }
        #expect(Timeline(undated).grades == ["2021-08-23 overall=inadequate"])
        let recordedBefore = Self.version(1, 8100, "overall=inadequate") { $0.published = nil }
        #expect(
            Timeline([undated[0], recordedBefore]).grades == [
                "2020-01-01 overall=good", "2042-03-06 overall=inadequate",
            ])
    }
}

extension StatementDraft {
    fileprivate func numbered(_ number: String) -> StatementDraft {
        var draft = self
        draft.number = number
        return draft
    }

    struct Arrival: Sendable, CustomTestStringConvertible {
        let name: String
        /// Of two versions, in the order of their arrival: when it was recorded and when its listing says that it was
        /// updated, minutes.
        let recorded: [Int]
        let listed: [Int?]
        /// Digests.
        var bytes = ["b", "a"]
        /// True where the one that arrived last is the newer one.
        var isNewer = true
        var testDescription: String { name }
    }

    @Test(arguments: [
        Arrival(name: "of two that no listing dates", recorded: [0, 1], listed: [nil, nil]),
        Arrival(name: "though the clock was set back", recorded: [60, 0], listed: [nil, nil]),
        Arrival(name: "of two that their listing dates alike", recorded: [0, 1], listed: [-90, -90]),
        Arrival(name: "though the clock was set back", recorded: [60, 0], listed: [-90, -90]),
        Arrival(name: "of two that it dates otherwise", recorded: [60, 61], listed: [10, 9], isNewer: false),
        Arrival(
            name: "the clock was set back behind what it says of the later one", recorded: [60, 0], listed: [10, 20]),
        Arrival(name: "or of the earlier one", recorded: [60, 0], listed: [20, 10], isNewer: false),
        Arrival(name: "what was dated in the future is as old as its arrival", recorded: [0, 9], listed: [999, 8]),
        Arrival(name: "one that is dated, one that is not", recorded: [60, 0], listed: [10, nil]),
        Arrival(name: "recorded at once, the greater digest", recorded: [0, 0], listed: [nil, nil], isNewer: false),
        Arrival(name: "recorded at once", recorded: [0, 0], listed: [nil, nil], bytes: ["a", "b"]),
    ])
    func ofTwoVersionsTheOneThatArrivedLastIsTheNewerOneUnlessTheListingSaysOtherwise(_ example: Arrival) {
        func instant(_ minutes: Int) -> Date { StatementDraft.end.addingTimeInterval(Double(minutes) * 60) }
        let versions = (0..<2).map { place in
            Statement(
                id: Int64(place + 1), publication: 1, provider: StatementDraft.council, framework: "ilacs",
                dates: StatementDraft.dates(0, 1), published: nil, listed: example.listed[place].map(instant),
                recorded: instant(example.recorded[place]), seen: StatementDraft.end, title: "", url: "", address: nil,
                sha256: example.bytes[place], basis: .report, source: StatementDraft.pubs, judgements: [])
        }
        #expect(versions[1].isNewer(than: versions[0]) == example.isNewer)
        #expect(versions[0].isNewer(than: versions[1]) != example.isNewer)
        #expect(!versions[0].isNewer(than: versions[0]))
    }
}
