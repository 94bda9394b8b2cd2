import Inspections
import Testing

@testable import Reports

/// HTML pages: a provider's page with its rating in blocks, a report as a page, news.
@Suite struct PageTests {
    private static func provider(_ overall: String, _ blocks: [(String, String)]) -> String {
        "<!DOCTYPE html><html><body><h1 class='heading--title title-block__heading'>Someplace Primary School</h1>"
            + "<p>URN: 123456</p><div class='subjudgements__overall'>\(overall)</div>"
            + blocks.map {
                "<div class='subjudgements__rates__item'><p>\($0.0):</p><strong>\($0.1)</strong></div>"
            }.joined() + "</body></html>"
    }

    private static let overall =
        "<p>The overall outcome of the inspection on 26 April 2022 was:</p><strong>Requires improvement</strong>"
    private static let school = [
        ("Quality of education", "Good"), ("Behaviour and attitudes", "Outstanding"), ("Personal development", "Good"),
        ("Leadership and management", "Good"), ("Early years provision", "Inadequate"),
    ]

    private static func read(_ html: String) async throws -> Outcome {
        await (try ReportReader.builtIn()).read(Array(html.utf8))
    }

    @Test func theBlocksOfAProvidersPage() async throws {
        let outcome = try await Self.read(Self.provider(Self.overall, Self.school))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.framework == "oeif")
        #expect(outcome.basis == .table)
        #expect(outcome.providerName == "Someplace Primary School")
        #expect(outcome.providerURN == "123456")
        #expect(outcome.inspection.start?.iso == "2022-04-26")
        #expect(
            GradeTableTests.grades(outcome) == [
                "overall-effectiveness": "requires-improvement", "quality-of-education": "good",
                "behaviour-and-attitudes": "outstanding", "personal-development": "good",
                "leadership-and-management": "good", "early-years": "inadequate",
            ])
    }

    /// Schools and colleges have five areas in common.
    @Test(
        arguments: [
            ([], nil), (["oeif"], "oeif"), (["further-education"], "further-education"), (["ilacs"], nil),
            (["oeif", "further-education"], nil), (["oeif", "ilacs"], "oeif"),
        ] as [(Set<String>, String?)])
    func blocksOfSeveralFrameworksAreOfThatOfTheReports(known: Set<String>, framework: String?) async throws {
        let html = Self.provider(Self.overall, Self.school.dropLast())
        let outcome = await (try ReportReader.builtIn()).read(Array(html.utf8), known: known)
        #expect(outcome.framework == framework)
        #expect(outcome.result == (framework == nil ? .notAReport : .graded))
    }

    @Test(arguments: [
        ("no area", provider(overall, [])),
        ("an area of no framework", provider(overall, school + [("Quality of teaching on Tuesdays", "Good")])),
        ("a grade of no scale", provider(overall, [("Quality of education", "Splendid")])),
        ("no block", "<!DOCTYPE html><html><body><h1>Someplace Primary School</h1><p>Rating: Good</p></body></html>"),
    ])
    func aPageThatIsNoReport(_ name: String, _ html: String) async throws {
        let outcome = try await Self.read(html)
        #expect(outcome.result == .notAReport, "\(name)")
        #expect(outcome.judgements.isEmpty && !outcome.doubts.isEmpty)
    }

    @Test func blocksWithoutADayAreInDoubt() async throws {
        let html = Self.provider(Self.overall.replacing(" on 26 April 2022", with: ""), Self.school)
        #expect(try await Self.read(html).result == .doubtful)
    }

    @Test func aReportAsAPage() async throws {
        let html = """
            <!DOCTYPE html><html><head><title>Report</title></head><body><nav><a href="/">Home</a></nav>
            <h1>Inspection of Someplace local authority children’s services</h1>
            <p><strong>Inspection dates:</strong> 11 to 15 March 2024</p>
            <table><tr><th>Judgement</th><th>Grade</th></tr>
            <tr><td>The impact of leaders on social work practice with children and families</td><td>Good</td></tr>
            <tr><td>The experiences and progress of children who need help and protection</td><td>Inadequate</td></tr>
            <tr><td>The experiences and progress of children in care</td><td>Outstanding</td></tr>
            <tr><td>The experiences and progress of care leavers</td><td>Requires improvement<br>to be good</td></tr>
            <tr><td>Overall effectiveness</td><td>Inadequate</td></tr></table>
            <p>Since 2021, when overall effectiveness was judged to be good, services have changed.</p></body></html>
            """
        let outcome = try await Self.read(html)
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.basis == .report)
        #expect(GradeTableTests.grades(outcome) == GradeTableTests.right)
    }

    @Test func aNewsPage() async throws {
        let html = """
            <!DOCTYPE html><html><body><h1>Council under fire</h1><p>Ofsted inspected arrangements for the protection of
            children at Cheshire East Council.</p><p>Quality of practice was judged as &lsquo;inadequate&rsquo;.</p>
            <aside><p>Quality of practice had been judged as good.</p></aside></body></html>
            """
        let outcome = try await Self.read(html)
        #expect(outcome.basis == .press)
        #expect(GradeTableTests.grades(outcome) == ["quality-of-practice": "inadequate"])
    }
}
