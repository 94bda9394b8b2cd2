import Foundation
import Inspections
import Testing

@testable import Reports

/// Holds every field of every real document against what it is known to state, and prints the score.
@Suite(.enabled(if: Shared.exists, "../shared is not there"))
struct TruthTests {
    @Test func everyFieldIsRight() async throws {
        let reader = try ReportReader.builtIn(pdf: PDFText(limits: ReportLimits(pdfSeconds: 600)))
        let documents = try ["reports.csv", "letters.csv", "send.csv"].flatMap { file in
            try Shared.rows(file).map { TruthRow(kind: file, cells: $0) }
        }
        let score = try await withThrowingTaskGroup(of: TruthScore.self) { group in
            for document in documents {
                group.addTask {
                    let bytes = try Shared.bytes(document.path)
                    return TruthScore(document, await reader.read(bytes))
                }
            }
            return try await group.reduce(into: TruthScore()) { $0.add($1) }
        }
        print(score.table)
        #expect(score.wrong.isEmpty, "\(score.wrong.joined(separator: "\n"))")
        #expect(score.inDoubt.isEmpty, "\(score.inDoubt.joined(separator: "\n"))")
    }

    @Test func theArticleGivesFourGradesAndNoMore() async throws {
        let reader = try ReportReader.builtIn()
        let outcome = await reader.read(try Shared.bytes("../seed/article.txt"))
        #expect(outcome.result == .graded)
        #expect(outcome.framework == "apc")
        #expect(outcome.basis == .press)
        #expect(outcome.providerURN == "80447")
        #expect(outcome.inspection == InspectionDates(start: nil, end: nil))
        #expect(
            Dictionary(uniqueKeysWithValues: outcome.judgements.map { ($0.area, $0.grade) }) == [
                "overall-effectiveness": "inadequate", "quality-of-practice": "inadequate",
                "help-and-protection": "adequate", "leadership-and-governance": "adequate",
            ])
        #expect(outcome.judgements.allSatisfy { $0.page == nil })
    }

    @Test func theSoftNotFoundPageIsNoReport() async throws {
        let outcome = await (try ReportReader.builtIn()).read(
            try Shared.bytes("soft-404.html"), mediaHint: "application/pdf")
        #expect(outcome.result == .notAReport)
        #expect(outcome.judgements.isEmpty)
    }
}
