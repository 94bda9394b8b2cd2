import Testing

@testable import Polling

@Suite struct ReplayProgressTests {
    @Test func itSaysHowMuchIsDoneOfHowMuch() {
        #expect(ReplayProgress(done: 0, total: 126).text == "0 of 126 documents read")
        #expect(ReplayProgress(done: 1, total: 1).text == "1 of 1 document read")
    }
}
