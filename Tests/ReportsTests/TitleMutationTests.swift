import Foundation
import Inspections
import Testing

@testable import Reports

/// A report whose title, sentences and labels are printed otherwise is read as before, or in doubt; never as another.
@Suite struct TitleMutationTests {
    /// `RATINGWATCH_ALL_MUTATIONS=1` damages every report, letter and area inspection, some 11,000 times in all.
    private static let isWhole = ProcessInfo.processInfo.environment["RATINGWATCH_ALL_MUTATIONS"] == "1"
    private static let kinds = TitleMutation.Kind.allCases.map(\.rawValue)

    @Test func ofTheFixtureIsRead() async throws {
        let text = GradeTableTests.readable[0].1.replacing("Someplace", with: "Bolton")
        let score = await Self.score(text, number: 0, rounds: 12, by: try ReportReader.builtIn())
        #expect(score.wrong.isEmpty, "\(score.wrong.joined(separator: "\n"))")
        #expect(score.right * 100 >= score.all * 97, "\(score.table)\n\(score.inDoubt.joined(separator: "\n"))")
    }

    @Test(.enabled(if: Shared.exists, "../shared is not there"))
    func ofRealReportsIsRead() async throws {
        let reader = try ReportReader.builtIn()
        let pdf = PDFText(limits: ReportLimits(pdfSeconds: 600))
        let step = Self.isWhole ? 1 : 24
        let paths = try ["reports.csv", "letters.csv", "send.csv"].flatMap { try Shared.rows($0) }
            .compactMap { $0["path"] }.enumerated().filter { $0.offset % step == 0 }
        let score = try await withThrowingTaskGroup(of: MutationScore.self) { group in
            for path in paths {
                group.addTask {
                    let text = try await pdf.text(of: Shared.bytes(path.element))
                    return await Self.score(text, number: path.offset, rounds: Self.isWhole ? 3 : 1, by: reader)
                }
            }
            return try await group.reduce(into: MutationScore(Self.kinds)) { $0.add($1) }
        }
        print(score.table)
        if Self.isWhole { print(score.inDoubt.joined(separator: "\n")) }
        #expect(score.wrong.isEmpty, "\(score.wrong.joined(separator: "\n"))")
        #expect(score.right * 100 >= score.all * 97, "\(score.inDoubt.joined(separator: "\n"))")
    }

    private static func score(_ text: String, number: Int, rounds: Int, by reader: ReportReader) async -> MutationScore
    {
        var score = MutationScore(kinds)
        let undamaged = await reader.read(Array(text.utf8))
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let title = self.title(of: lines)
        let evidence = undamaged.judgements.map(\.evidence)
        let sentences = lines.prefix(1200).filter { line in
            line.contains(where: \.isLetter) && evidence.contains { $0.contains(line) }
        }
        for kind in TitleMutation.Kind.allCases {
            for round in 0..<rounds {
                var mutation = TitleMutation(
                    text, title: title, sentences: sentences, seed: UInt64(number * 1000 + round))
                mutation.apply(kind)
                let outcome = await reader.read(Array(mutation.text.utf8))
                score.add(kind, outcome, undamaged: undamaged, name: "\(kind.rawValue) of \(number), round \(round)")
            }
        }
        return score
    }

    /// The lines from the one that tells of an inspection or a visit to the last that the title is wrapped over.
    private static func title(of lines: [String]) -> [String] {
        let head = lines.prefix(60)
        let start = head.firstIndex { line in
            let small = line.lowercased()
            return small.contains("inspection of") || small.contains("focused visit to")
        }
        guard let start else { return [] }
        let rest = head[start...].dropFirst().prefix(3).prefix { line in
            let small = line.lowercased()
            return !small.contains("date") && !small.contains("lead inspector") && !small.contains("this letter")
        }
        return [lines[start]] + rest
    }
}
