import Testing

@testable import Configuration
@testable import Polling

@Suite struct ReplayProgressTests {
    @Test(arguments: [
        (total: 9, milestones: []),
        (total: 25, milestones: [12, 20]),
        (total: 126, milestones: [12, 24, 36, 48, 60, 72, 84, 96, 108, 120]),
    ])
    func whoReadsLinesGetsOnlyAFew(total: Int, milestones: [Int]) {
        let steps = stride(from: 4, through: total, by: 4).map { ReplayProgress(done: $0, step: 4, total: total) }
        #expect(steps.filter(\.isMilestone).map(\.done) == milestones)
    }

    @Test func itSaysHowMuchIsDoneOfHowMuch() {
        #expect(ReplayProgress(done: 0, step: 0, total: 126).text == "0 of 126 documents read")
        #expect(ReplayProgress(done: 1, step: 1, total: 1).text == "1 of 1 document read")
    }
}
