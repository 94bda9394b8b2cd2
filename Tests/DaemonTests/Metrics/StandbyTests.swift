import Foundation
import Testing

@testable import Daemon

/// What a daemon says of itself while it neither polls nor delivers.
@Suite struct StandbyTests {
    private static let until = Date(timeIntervalSince1970: 1_715_846_400)

    @Test(arguments: [
        (Standby.State.open, 200, "standby: nobody leads yet\n"),
        (
            .follows("a", until: until), 200,
            "standby: a leads until 2024-05-16T08:00:00Z, unless it says anew that it does\n"
        ),
        (.waits("no route to host"), 503, "waiting for the record: no route to host\n"),
    ])
    func itsHealthSaysWhatItWaitsFor(state: Standby.State, status: Int, body: String) {
        let standby = Standby(state)
        #expect(standby.health.status == status)
        #expect(standby.health.body == body)
    }

    @Test func itsReadinessIsInDoubtOnceTheServerHasFallenSilent() {
        let standby = Standby(.follows("a", until: Self.until))
        #expect(standby.health(at: .now + .seconds(29)).status == 200)
        let late = standby.health(at: .now + .seconds(60))
        #expect(late.status == 503 && late.body.hasPrefix("the record's server has not answered for"))
    }

    /// The end of the other's lease is new at each look, and no news.
    @Test func onlyWhatIsNewIsSaid() {
        let standby = Standby()
        #expect(standby.note(.follows("a", until: Self.until)))
        #expect(!standby.note(.follows("a", until: Self.until.addingTimeInterval(10))))
        #expect(standby.leader?.until == Self.until.addingTimeInterval(10))
        #expect(standby.note(.follows("b", until: Self.until)))
        #expect(standby.note(.waits("x")) && !standby.note(.waits("x")))
    }

    @Test(arguments: MetricsFormat.allCases) func itsMetricsSayThatItDoesNotLead(format: MetricsFormat) {
        let answer = Standby().metrics(format)
        #expect(answer.status == 200 && answer.body.contains("\nratingwatch_leads 0\n"))
    }
}
