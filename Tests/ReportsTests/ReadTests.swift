import Inspections
import Testing

@testable import Reports

@Suite struct ReadTests {
    @Test func emptyFileIsUnreadable() async throws {
        let outcome = await (try ReportReader.builtIn()).read([])
        #expect(outcome.result == .unreadable)
        #expect(outcome.doubts == ["the document is empty"])
    }
}
