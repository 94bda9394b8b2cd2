import Receivers
import Testing

@testable import Configuration
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System

@Suite struct DeliveryScheduleTests {
    let schedule = DeliverySchedule()

    @Test func theWaitsAreThoseOfTheStandardAndThenItEnds() {
        let waits = (1...10).map { schedule.step(after: .retry(), tries: $0, jitter: 0) }
        let expected = [5.0, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400].map {
            DeliverySchedule.Step.retry(after: $0)
        }
        #expect(waits == expected + [.exhausted])
    }

    struct Example: Sendable {
        let verdict: Attempt.Verdict
        var tries = 1
        var jitter = 0.0
        var wasSlow = false
        let step: DeliverySchedule.Step
        let rest: Double
    }

    @Test("From the third failure in a row on a receiver is tried with one alert at a time, ever more seldom")
    func aReceiverThatFailsIsLeftAlone() {
        let rests = (1...12).map { schedule.rest(after: .retry(), wasSlow: false, failures: $0) }
        #expect(rests == [0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
        #expect(schedule.rest(after: .done, wasSlow: false, failures: 9) == 0)
    }

    @Test(arguments: [
        Example(verdict: .done, step: .done, rest: 0),
        Example(verdict: .refused, step: .exhausted, rest: 0),
        Example(verdict: .gone, step: .gone, rest: 0),
        Example(verdict: .retry(), jitter: -1, step: .retry(after: 4), rest: 0),
        Example(verdict: .retry(), jitter: 1, step: .retry(after: 6), rest: 0),
        Example(verdict: .retry(because: .tooMany), step: .retry(after: 60), rest: 60),
        Example(verdict: .retry(because: .tooMany), tries: 2, step: .retry(after: 300), rest: 60),
        Example(verdict: .retry(asked: .seconds(5), because: .tooMany), step: .retry(after: 60), rest: 60),
        Example(verdict: .retry(asked: .seconds(90), because: .tooMany), step: .retry(after: 90), rest: 90),
        Example(verdict: .retry(asked: .seconds(90)), step: .retry(after: 90), rest: 90),
        Example(verdict: .retry(asked: .seconds(90)), tries: 3, step: .retry(after: 1800), rest: 90),
        Example(verdict: .retry(asked: .seconds(7200)), step: .retry(after: 7200), rest: 3600),
        Example(verdict: .retry(asked: .seconds(1_000_000)), step: .retry(after: 86400), rest: 3600),
        Example(verdict: .retry(because: .tooSlow), step: .retry(after: 60), rest: 0),
        Example(verdict: .retry(because: .tooSlow), wasSlow: true, step: .retry(after: 60), rest: 60),
        Example(verdict: .retry(), wasSlow: true, step: .retry(after: 5), rest: 0),
        Example(verdict: .retry(asked: .seconds(9)), tries: 10, step: .exhausted, rest: 9),
    ])
    func anAnswerDecidesWhatFollows(_ example: Example) {
        #expect(schedule.step(after: example.verdict, tries: example.tries, jitter: example.jitter) == example.step)
        #expect(schedule.rest(after: example.verdict, wasSlow: example.wasSlow) == example.rest)
    }
}
