import Inspections
import Testing

@testable import Reports

/// Reports of other councils, years and kinds than the real ones at hand, written for these tests.
@Suite struct PrintedFormsTests {
    private static func sif(_ overall: String, _ below: String = "") -> String {
        """
        Someshire County Council
        Inspection of services for children in need of help and protection,
        children looked after and care leavers
        Inspection dates: 4 July 2016 – 28 July 2016
        Report published: 30 September 2016
        \(overall)
        1. Children who need help and protection
        Good
        2. Children looked after and achieving
        permanence
        Good
        2.1 Adoption performance
        Outstanding
        2.2 Experiences and progress of care leavers
        Good
        3. Leadership, management and governance
        Good
        Executive summary
        \(below)
        """
    }

    @Test(arguments: [
        ("Children’s services in Someshire are good", "good"),
        ("Children’s services in the Royal Borough of Someplace and Elsewhere are\noutstanding", "outstanding"),
        ("Children’s services in Someshire require improvement to\nbe good", "requires-improvement"),
        ("Children’s services in Some, Other & Elsewhere are inadequate.", "inadequate"),
        ("The judgement is that children’s services in Someshire are good", "good"),
        ("The judgment is that children’s services require improvement", "requires-improvement"),
        ("The overall judgement is that children’s services are inadequate\nbecause:", "inadequate"),
        ("The overall judgement is good.", "good"),
        ("The overall judgement is requires improvement to be good", "requires-improvement"),
        ("The overall effectiveness of children’s services in Someshire is good", "good"),
    ])
    func theOverallSentenceOfASingleInspection(_ sentence: String, _ grade: String) async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array(Self.sif(sentence).utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(GradeTableTests.grades(outcome)["overall-effectiveness"] == grade)
        #expect(outcome.judgements.count == 6)
    }

    @Test(arguments: [
        "Children’s services in Someshire are not yet good",
        "Children’s services in Someshire that were inadequate are good",
        "Children’s services in Someshire do not require improvement",
        "Children’s services in Someshire are good\nat listening to children.",
        "Children’s services in Someshire were good",
    ])
    func aSentenceThatStatesNoOverallGrade(_ sentence: String) async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array(Self.sif(sentence).utf8))
        #expect(outcome.result == .doubtful)
        #expect(GradeTableTests.grades(outcome)["overall-effectiveness"] == nil)
    }

    @Test(arguments: [
        ("The Local Safeguarding Children Board is good", "good"),
        ("The Local Safeguarding Children Board (LSCB) requires improvement\nto be good", "requires-improvement"),
        ("The LSCB is inadequate", "inadequate"),
        ("The LSCB is outstanding", "outstanding"),
        ("The effectiveness of the Someshire Safeguarding Children Board (LSCB) is good", "good"),
        (
            "The arrangements in place to evaluate the effectiveness of what is done by the\nauthority and board partners to safeguard and promote the welfare of children\nrequire improvement.",
            "requires-improvement"
        ),
        ("", nil), ("The LSCB is good\nat holding partners to account.", nil),
        ("The LSCB was inadequate in 2012.", nil),
    ])
    func theBoard(_ sentence: String, _ grade: String?) async throws {
        let text = Self.sif("Children’s services in Someshire are good", sentence)
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(GradeTableTests.grades(outcome)["lscb-effectiveness"] == grade)
    }

    @Test func adoptionThatWasNotJudged() async throws {
        let text = Self.sif("Children’s services in Someshire are good").replacing("Outstanding", with: "Not judged")
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(GradeTableTests.grades(outcome)["adoption"] == "not-judged")
    }

    @Test func aSplitAreaPrintedBeforeItsYearInTableAndBodyIsRead() async throws {
        let text = whole.replacing("11 to 15 March 2024", with: "5 to 9 December 2022")
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(GradeTableTests.grades(outcome) == GradeTableTests.right)
    }

    /// What is printed counts, not what the framework leads to expect.
    @Test(arguments: [GradeTableTests.readable[0], GradeTableTests.readable[1]].map(\.1))
    func anAreaThatATablePrintsAfterItsLastYearIsRead(_ text: String) async throws {
        let late = text.replacing("11 to 15 March 2024", with: "13 to 17 April 2026")
        let outcome = await (try ReportReader.builtIn()).read(Array(late.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(GradeTableTests.grades(outcome) == GradeTableTests.right)
    }

    @Test func overallEffectivenessMayBeMissingSinceApril2026() async throws {
        let text = (whole.replacing("11 to 15 March 2024", with: "13 to 17 April 2026"))
            .replacing(GradeTableTests.overall, with: "")
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.judgements.count == 4)
    }

    @Test(arguments: [
        ("Inspection of Bristol City Council children’s services", "Bristol"),
        (
            "Inspection of Bournemouth, Christchurch and Poole local authority\nchildren’s services",
            "Bournemouth, Christchurch and Poole"
        ),
        ("Inspection of Brighton & Hove City Council local authority children’s services", "Brighton and Hove"),
        (
            "Inspection of the Royal Borough of Windsor and Maidenhead local authority children’s services",
            "Windsor and Maidenhead"
        ),
        ("Inspection of London Borough of Tower Hamlets children’s services", "Tower Hamlets"),
        ("Inspection of City of Bradford Metropolitan District Council children’s services", "Bradford"),
        ("Inspection of Metropolitan Borough of Wirral local authority children’s services", "Wirral"),
        ("Inspection of the Council of the Isles of Scilly children’s services", "Isles of Scilly"),
        ("Inspection of Birmingham Children’s Trust", "Birmingham"),
        ("Inspection of Slough Children First children’s services", "Slough"),
        ("Inspection of Kingston upon Hull City Council local authority children’s services", "Kingston upon Hull"),
        ("City of Wolverhampton Council\nInspection of children’s social care services", "Wolverhampton"),
        (
            "London Borough of Richmond upon Thames\nInspection of local authority children’s services",
            "Richmond upon Thames"
        ),
        ("Inspection of Someshire and Elsewhere local authority children’s services", "Someshire and Elsewhere"),
    ])
    func theCouncil(_ title: String, _ name: String) async throws {
        let text = whole.replacing("Inspection of Someplace local authority children’s services", with: title)
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.providerName == name)
        #expect(outcome.result == .graded, "\(outcome.doubts)")
    }

    /// Whole letters: the lines of their title, the council, the first day, what they say of priority action.
    @Test(arguments: [
        (
            "Monitoring visit of Someshire children’s services\nThis letter summarises the findings of the monitoring visit to Someshire children’s services on\n12 and 13 May 2021.",
            "Someshire", "2021-05-12"
        ),
        (
            "Monitoring visit to Slough local authority children’s services\nThis letter summarises the findings of a monitoring visit to Slough children’s services on 2 June 2022.",
            "Slough", "2022-06-02"
        ),
        (
            "Joint targeted area inspection of Dorset\nBetween 13 and 17 May 2019, Ofsted and others inspected.",
            "Dorset", "2019-05-13"
        ),
        (
            "Focused visit to Leeds City Council children’s services\nThis letter summarises the findings of a focused visit to Leeds children’s services on 4 and 5 March 2020.",
            "Leeds", "2020-03-04"
        ),
    ])
    func aLetterStatesNoGrade(_ title: String, _ name: String, _ day: String) async throws {
        let text =
            "1 July 2022\nDear Ms Example\n\(title)\n"
            + "Overall effectiveness\nGood\nThe experiences and progress of care leavers\nInadequate\n"
            + "Areas for priority action\nThe local authority needs to act.\n"
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .ungraded)
        #expect(outcome.judgements.isEmpty)
        #expect(outcome.providerName == name)
        #expect(outcome.inspection.start?.iso == day)
        #expect(outcome.facts["priority_action"] == "yes")
    }

    private static let school = """
        Inspection of Someplace Primary School
        Long Lane, Someplace, Someshire AB1 2CD
        Inspection dates: 11 and 12 October 2022
        Overall effectiveness
        Requires improvement
        The quality of education
        Requires improvement
        Behaviour and attitudes
        Good
        Personal development
        Outstanding
        Leadership and management
        Good
        Early years provision
        Good
        Previous inspection grade
        Inadequate
        What is it like to attend this school?
        """

    @Test func aSchool() async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array(Self.school.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.framework == "oeif")
        #expect(outcome.providerName == "Someplace Primary School")
        #expect(
            GradeTableTests.grades(outcome) == [
                "overall-effectiveness": "requires-improvement", "quality-of-education": "requires-improvement",
                "behaviour-and-attitudes": "good", "personal-development": "outstanding",
                "leadership-and-management": "good", "early-years": "good",
            ])
    }

    @Test func aChildrensHome() async throws {
        let text = """
            SC000001
            Registered provider: Some Care Limited
            Full inspection
            Inspected under the social care common inspection framework
            Information about this children’s home
            Inspection dates: 5 to 6 March 2024
            Overall experiences and progress of
            children and young people, taking into
            account
            good
            How well children and young people are
            helped and protected
            requires improvement to be good
            The effectiveness of leaders and
            managers
            good
            Date of last inspection: 1 May 2023
            """
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.providerName == nil)
        #expect(outcome.providerURN == "SC000001")
        #expect(
            GradeTableTests.grades(outcome) == [
                "overall-experiences-and-progress": "good", "helped-and-protected": "requires-improvement",
                "leaders-and-managers": "good",
            ])
    }

    @Test func aReportCardComparesWithNoOtherScale() throws {
        let catalogue = try ReportReader.builtIn().catalogue
        let families = catalogue.all.filter { $0.scale.family == "report-card" }.map(\.id)
        #expect(families == ["report-card"])
        #expect(catalogue["report-card"]?.line == "schools")
        #expect(catalogue["oeif"]?.line == "schools")
        #expect(catalogue["sccif"]?.line == "social-care-providers")
    }

    private var whole: String {
        GradeTableTests.head + GradeTableTests.impact + GradeTableTests.help + GradeTableTests.care
            + GradeTableTests.leavers + GradeTableTests.overall + GradeTableTests.prose + GradeTableTests.body
    }
}
