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

    private static let childrensServices =
        "Ofsted published its inspection of local authority children's services at Cheshire East Council. "

    static let renewed: [(String, [String: String])] = [
        ("The impact of leaders was rated ‘requires improvement’.", ["impact-of-leaders": "requires-improvement"]),
        (
            "Overall effectiveness was rated requires improvement to be good.",
            ["overall-effectiveness": "requires-improvement"]
        ),
        (
            "Inspectors judged the impact of leaders and overall effectiveness as inadequate.",
            ["impact-of-leaders": "inadequate", "overall-effectiveness": "inadequate"]
        ),
        (
            "The experiences and progress of children in care, the experiences and progress of care leavers and the impact of leaders were all judged to be good, whereas overall effectiveness was deemed adequate enough.",
            ["children-in-care": "good", "care-leavers": "good", "impact-of-leaders": "good"]
        ),
        ("Impact of leaders rated outstanding by Ofsted", ["impact-of-leaders": "outstanding"]),
        (
            "The experiences and progress of children in care was judged good, but the experiences and progress of care leavers was not judged good.",
            ["children-in-care": "good"]
        ),
        (
            "“Overall effectiveness has been rated as inadequate,” said the report.",
            ["overall-effectiveness": "inadequate"]
        ),
        ("Overall effectiveness, which was rated good in 2019, was judged inadequate.", [:]),
        ("In 2019 overall effectiveness was rated good.", [:]),
        ("Overall effectiveness would be rated good.", [:]),
        ("Overall effectiveness was judged good or outstanding, depending on whom you ask.", [:]),
        ("Overall effectiveness and the impact of leaders were judged good and inadequate respectively.", [:]),
        ("Inspectors looking at the impact of leaders found good practice.", [:]),
        ("Housing for care leavers was rated good.", [:]),
        ("Leaders at Kent County Council said that their overall effectiveness was rated outstanding.", [:]),
        ("The experiences and progress of children in care and care leavers was rated good.", [:]),
    ]

    @Test(arguments: renewed)
    func ofAnInspectionOfChildrensServices(_ sentence: String, _ grades: [String: String]) async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array((Self.childrensServices + sentence).utf8))
        #expect(GradeTableTests.grades(outcome) == grades)
        #expect(outcome.framework == (grades.isEmpty ? nil : "ilacs"))
    }

    @Test func ofASingleInspection() async throws {
        let text =
            "Cheshire East Council was inspected under the single inspection framework. Adoption performance was rated good, while leadership, management and governance and the experiences and progress of care leavers were both rated requires improvement."
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.framework == "sif")
        #expect(
            GradeTableTests.grades(outcome) == [
                "adoption": "good", "leadership-management-and-governance": "requires-improvement",
                "care-leavers": "requires-improvement",
            ])
    }

    @Test func daysWithAYearAreThoseOfTheInspectionAndTheReport() async throws {
        let text =
            Self.childrensServices
            + "The report, published on 16 May 2024, follows an inspection between 26 February and 8 March 2024. Overall effectiveness was rated inadequate in the 2024 report. At the previous inspection on 4 November 2019 it was better."
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(GradeTableTests.grades(outcome) == ["overall-effectiveness": "inadequate"])
        #expect(outcome.inspection.start?.iso == "2024-02-26")
        #expect(outcome.inspection.end?.iso == "2024-03-08")
        #expect(outcome.published?.iso == "2024-05-16")
    }

    @Test func twoSentencesThatDisagreeAreInDoubt() async throws {
        let text = Self.topic + "Quality of practice was judged good. Quality of practice was judged inadequate."
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .doubtful)
        #expect(outcome.judgements.isEmpty)
    }
}
