import Inspections
import Testing

@testable import Reports

/// Documents whose title names nobody: its own words, or those of the next title, are no provider.
@Suite struct NamelessTests {
    private static let reader = Result { try ReportReader.builtIn() }

    private static let report =
        "Inspection dates: 11 to 15 March 2024\n" + GradeTableTests.impact + GradeTableTests.help
        + GradeTableTests.care + GradeTableTests.leavers + GradeTableTests.overall + GradeTableTests.prose

    @Test(arguments: [
        "Inspection of children’s services",
        "Inspection of children’s services\nInspection of children’s services",
        "Inspection of local authority children’s services",
        "Inspection of local authority children’s services\nInspection of local authority children’s services",
        "INSPECTION OF CHILDREN’S SERVICES\nINSPECTION OF CHILDREN’S SERVICES",
        "Inspection of the Council’s Children’s Services",
        "Inspection of Children’s Services\nInspection of our Local Authority children’s services",
        "Inspection Report\nInspection of children’s social care services",
        "Ofsted\nInspection of local authority children’s services",
        "Ofsted\nRaising standards, improving lives\nInspection of local authority children’s services",
        "Official\nInspection of local authority children’s services",
        "Piccadilly Gate\nStore Street\nManchester\nInspection of local authority children’s services",
        "Piccadilly Gate, Store Street\nManchester\nInspection of local authority children’s services",
        "Piccadilly Gate\nStore Street\nManchester M1 2WD\nInspection of local authority children’s services",
    ])
    func aReportIsOnNobody(title: String) async throws {
        let text = title + "\n" + NamelessTests.report
        let outcome = await (try Self.reader.get()).read(Array(text.utf8))
        #expect(outcome.providerName == nil)
        #expect(outcome.result == .graded, "\(outcome.doubts)")
    }

    @Test func aCouncilAboveSuchATitleIsKnown() async throws {
        for head in ["Kent", "Ofsted\nKent County Council", "Kent\nSessions House, County Road\nMaidstone"] {
            let text = head + "\nInspection of local authority children’s services\n" + NamelessTests.report
            #expect(await (try Self.reader.get()).read(Array(text.utf8)).providerName == "Kent", "\(head)")
        }
    }

    private static let visit = "This letter summarises the findings of the visit on 2 and 3 March 2021."

    @Test(arguments: [
        ("Focused visit to children’s services", nil),
        ("Focused visit to children’s services\nFocused visit to children’s services", nil),
        ("Focused visit to local authority children’s services", nil),
        ("Focused visit to the council’s children’s services", nil),
        ("Monitoring visit of children’s services\nMonitoring visit of children’s services", nil),
        ("Focused visit to children’s services\nFocused visit to Kent children’s services", "Kent"),
        (
            "Monitoring visit to local authority children’s services\nDear Director,\n"
                + "This letter summarises the findings of the monitoring visit to Kent children’s services", "Kent"
        ),
    ])
    func aLetterIsToNobodyOrToWhomItNamesBelowItsTitle(title: String, name: String?) async throws {
        let outcome = await (try Self.reader.get()).read(Array((title + "\nDear Director,\n" + Self.visit).utf8))
        #expect(outcome.result == .ungraded)
        #expect(outcome.providerName == name)
    }
}
