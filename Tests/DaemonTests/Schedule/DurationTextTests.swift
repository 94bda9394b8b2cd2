import Foundation
import Testing

@testable import Queries
@testable import YAML

@Suite struct DurationTextTests {
    @Test(arguments: [("90s", 90), ("15m", 900), ("6h", 21600), ("2d", 172_800), ("0s", 0)] as [(String, Double)])
    func readsWhatItWrites(text: String, seconds: Double) {
        #expect(DurationText.seconds(text) == seconds)
        #expect(DurationText.seconds(DurationText.text(seconds)) == seconds)
    }

    @Test(arguments: ["", "s", "5", "5 s", "-5s", "1.5h", "5w", "999999999999999999999d"])
    func refusesAnythingElse(text: String) {
        #expect(DurationText.seconds(text) == nil)
    }

    @Test func sinceTakesDatesInstantsAndDurations() {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        #expect(SinceText.instant("1980-01-02", now: now) == Date(timeIntervalSince1970: 3653 * 86400))
        #expect(SinceText.instant("1970-01-01T00:01:00Z", now: now) == Date(timeIntervalSince1970: 60))
        #expect(SinceText.instant("1d", now: now) == now.addingTimeInterval(-86400))
        #expect(SinceText.instant("yesterday", now: now) == nil)
    }
}
