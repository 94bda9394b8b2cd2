import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import YAML
@testable import System

@Suite struct MassChangeBrakeTests {
    @Test(arguments: [
        (9, 10, "20%", false),
        (10, 49, "20%", true),
        (10, 50, "20%", false),
        (11, 50, "20%", true),
        (150, 150, "100%", false),
        (10, 100, "0%", true),
        // A first poll: nothing was known before.
        (40, 0, "20%", false),
    ])
    func moreThanTheShareAndAtLeastTen(changing: Int, known: Int, share: String, isTooMuch: Bool) throws {
        let configuration = try Configuration.parse(
            "feeds: [{name: a, kind: feed, url: 'https://example.org/a', hold_changes_over: \(share)}]",
            file: "test.yaml", surroundings: Surroundings(workingDirectory: "/"))
        let brake = MassChangeBrake(
            feed: try #require(configuration.feeds.first),
            alerts: AlertFactory(instance: "test", summary: ChangeSummary(frameworks: FrameworkCatalogue([]))))
        #expect(brake.isTooMuch(changing: changing, known: known) == isTooMuch)
    }
}
