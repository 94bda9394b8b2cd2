import Inspections
import Testing

@testable import Reports

/// Prose states a grade only where it says so of this inspection.
@Suite struct PressTests {
    private static let topic = "Ofsted inspected arrangements for the protection of children at Cheshire East Council. "

    @Test(arguments: [
        ("Quality of practice was judged as ‘inadequate’.", ["quality-of-practice": "inadequate"]),
        ("Leadership and governance was rated good.", ["leadership-and-governance": "good"]),
        (
            "Overall effectiveness and quality of practice were both judged to be \"adequate\".",
            ["overall-effectiveness": "adequate", "quality-of-practice": "adequate"]
        ),
        (
            "Quality of practice was judged good, while leadership and governance was deemed to be adequate.",
            ["quality-of-practice": "good", "leadership-and-governance": "adequate"]
        ),
        ("Poor plans caused the overall judgement to be ‘inadequate’.", ["overall-effectiveness": "inadequate"]),
    ])
    func isRead(_ sentence: String, _ grades: [String: String]) async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array((Self.topic + sentence).utf8))
        #expect(GradeTableTests.grades(outcome) == grades)
        #expect(outcome.basis == .press)
        #expect(outcome.providerName == "Cheshire East")
    }

    @Test(arguments: [
        "No areas such as quality of practice were judged as ‘good’.",
        "Quality of practice was not judged as good.",
        "Quality of practice had been judged as good.",
        "Quality of practice was judged as good at the previous inspection.",
        "Quality of practice should be judged as outstanding.",
        "If quality of practice is judged as good, the council will be glad.",
        "Overall effectiveness, quality of practice and leadership and governance were both judged as good.",
        "The council aims to provide better than ‘adequate’ arrangements.",
    ])
    func isSilent(_ sentence: String) async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array((Self.topic + sentence).utf8))
        #expect(outcome.judgements.isEmpty)
        #expect(outcome.result == .notAReport)
    }

    @Test func twoSentencesThatDisagreeAreInDoubt() async throws {
        let text = Self.topic + "Quality of practice was judged good. Quality of practice was judged inadequate."
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .doubtful)
        #expect(outcome.judgements.isEmpty)
    }
}
