import Foundation
import Inspections
import Testing

@testable import Reports

/// A damaged report is read right, left in doubt or left ungraded; a wrong grade never leaves.
@Suite struct MutationTests {
    /// `RATINGWATCH_ALL_MUTATIONS=1` damages every report, some 6,800 times in all.
    private static let isWhole = ProcessInfo.processInfo.environment["RATINGWATCH_ALL_MUTATIONS"] == "1"
    private static let fixture =
        GradeTableTests.head + GradeTableTests.impact + GradeTableTests.help + GradeTableTests.care
        + GradeTableTests.leavers + GradeTableTests.overall + GradeTableTests.prose + GradeTableTests.body

    @Test(arguments: ReportMutation.Kind.allCases)
    func ofTheFixtureGivesNoWrongGrade(_ kind: ReportMutation.Kind) async throws {
        try await hold(kind, texts: [Self.fixture], rounds: Self.isWhole ? 150 : 60)
    }

    @Test(.enabled(if: Shared.exists, "../shared is not there"), arguments: ReportMutation.Kind.allCases)
    func ofRealReportsGivesNoWrongGrade(_ kind: ReportMutation.Kind) async throws {
        let pdf = PDFText()
        // A few of each framework and era; all of them where the whole run is asked for.
        let step = Self.isWhole ? 1 : 24
        let paths = try Shared.rows("reports.csv").compactMap { $0["path"] }.enumerated().filter {
            $0.offset % step == 0
        }
        var texts: [String] = []
        for path in paths { texts.append(try await pdf.text(of: Shared.bytes(path.element))) }
        try await hold(kind, texts: texts, rounds: Self.isWhole ? 8 : 2)
    }

    private func hold(_ kind: ReportMutation.Kind, texts: [String], rounds: Int) async throws {
        let reader = try ReportReader.builtIn()
        var right = 0
        var doubtful = 0
        for (number, text) in texts.enumerated() {
            let truth = GradeTableTests.grades(await reader.read(Array(text.utf8)))
            for round in 0..<rounds {
                var mutation = ReportMutation(text, seed: UInt64(number * 1000 + round))
                mutation.apply(kind)
                let outcome = await reader.read(Array(mutation.lines.joined(separator: "\n").utf8))
                let wrong = outcome.judgements.filter { truth[$0.area] != $0.grade }
                #expect(wrong.isEmpty, "\(kind) \(number) \(round): \(wrong) \(outcome.doubts)")
                if outcome.judgements.count == truth.count { right += 1 } else { doubtful += 1 }
            }
        }
        print("\(kind.rawValue): \(right) right, \(doubtful) in doubt or ungraded, of \(texts.count * rounds)")
    }
}
