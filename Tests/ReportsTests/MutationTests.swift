import Foundation
import Inspections
import Testing

@testable import Reports

/// A damaged report is read right, left in doubt or left ungraded; a wrong grade never leaves.
@Suite struct MutationTests {
    /// `RATINGWATCH_ALL_MUTATIONS=1` damages every report, some 6,600 times in all.
    private static let isWhole = ProcessInfo.processInfo.environment["RATINGWATCH_ALL_MUTATIONS"] == "1"
    private static let fixture =
        GradeTableTests.head + GradeTableTests.impact + GradeTableTests.help + GradeTableTests.care
        + GradeTableTests.leavers + GradeTableTests.overall + GradeTableTests.prose + GradeTableTests.body

    @Test func ofTheFixtureGivesNoWrongGrade() async throws {
        let score = await Self.score(Self.fixture, number: 0, rounds: 60, ofTwo: 200, by: try ReportReader.builtIn())
        #expect(score.wrong.isEmpty, "\(score.wrong.joined(separator: "\n"))")
        #expect(score.right > 0)
    }

    @Test(.enabled(if: Shared.exists, "../shared is not there"))
    func ofRealReportsGivesNoWrongGrade() async throws {
        let reader = try ReportReader.builtIn()
        let pdf = PDFText(limits: ReportLimits(pdfSeconds: 600))
        // A few of each framework and era; all of them where the whole run is asked for.
        let step = Self.isWhole ? 1 : 24
        let paths = try Shared.rows("reports.csv").compactMap { $0["path"] }.enumerated().filter {
            $0.offset % step == 0
        }
        let score = try await withThrowingTaskGroup(of: MutationScore.self) { group in
            for path in paths {
                group.addTask {
                    let text = try await pdf.text(of: Shared.bytes(path.element))
                    return await Self.score(
                        text, number: path.offset, rounds: Self.isWhole ? 5 : 2, ofTwo: Self.isWhole ? 15 : 4,
                        by: reader)
                }
            }
            return try await group.reduce(into: MutationScore(ReportMutation.Kind.allCases.map(\.rawValue))) {
                $0.add($1)
            }
        }
        print(score.table)
        #expect(score.wrong.isEmpty, "\(score.wrong.joined(separator: "\n"))")
        #expect(score.right > 0)
    }

    private static func score(
        _ text: String, number: Int, rounds: Int, ofTwo: Int, by reader: ReportReader
    ) async -> MutationScore {
        var score = MutationScore(ReportMutation.Kind.allCases.map(\.rawValue))
        let truth = GradeTableTests.grades(await reader.read(Array(text.utf8)))
        for kind in ReportMutation.Kind.allCases {
            for round in 0..<(kind == .twoAtOnce ? ofTwo : rounds) {
                var mutation = ReportMutation(text, seed: UInt64(number * 1000 + round))
                mutation.apply(kind)
                let outcome = await reader.read(Array(mutation.lines.joined(separator: "\n").utf8))
                score.add(kind, outcome, truth: truth, name: "\(kind.rawValue) of \(number), round \(round)")
            }
        }
        return score
    }
}
