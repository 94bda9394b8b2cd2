import Foundation
import Reports
import Testing

@testable import Configuration
@testable import Feeds
@testable import Inspections
@testable import Polling
@testable import Queries
@testable import System

/// What a user asks to be silent is held against the same names as a configuration is.
@Suite struct SilenceRequestTests {
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)

    private func checked(_ request: SilenceRequest) throws -> RequestedSilence {
        let reports = try BuiltInReports.reader
        let configuration = try Configuration.parse(
            "feeds: [{name: councils, kind: feed, url: 'https://example.org/a'}]", file: "test.yaml",
            surroundings: Surroundings(workingDirectory: "/srv"))
        return try request.checked(
            now: Self.now, configuration: configuration,
            vocabulary: KnownNames(
                frameworks: reports.catalogue, registry: reports.registry,
                providerKinds: TableConfiguration.officialProviderKinds),
            surroundings: Surroundings(workingDirectory: "/srv"))
    }

    @Test func allMistakesAreNamedByTheirOptions() throws {
        let error = #expect(throws: SilenceMistake.self) {
            try checked(
                SilenceRequest(
                    match: [
                        "kind": ["rating-changed", "rating-chnged"], "provider_kind": ["schol"], "area": ["x"],
                        "region": ["North Wets"], "feed": ["council"], "framework": ["ilac"], "direction": ["up"],
                        "provider": [""],
                    ], who: "", why: " ", until: "90"))
        }
        #expect(
            error?.problems == [
                "--until takes a time in the future: 2d, 2026-12-01, 2026-12-01T08:00:00Z; write 90s, 90m, 90h or 90d",
                "--why is empty",
                "--who is empty",
                "--provider: must be a text, and is empty",
                "--area: there is no area \"x\"; man ratingwatch.yaml lists them",
                "--feed: there is no feed \"council\"; did you mean \"councils\"?",
                "--framework: there is no framework \"ilac\"; did you mean \"ilacs\"?",
                "--provider-kind: there is no kind of provider \"schol\"; did you mean \"school\"?",
                "--region: there is no region \"North Wets\"; did you mean \"North West\"?",
                "--kind: unknown value \"rating-chnged\"; did you mean \"rating-changed\"?",
                "--direction: unknown value \"up\"; known are improved, declined, mixed, unchanged, none",
            ])
    }

    @Test func aGoodOneIsTakenWithItsDoubts() throws {
        let requested = try checked(
            SilenceRequest(
                match: ["provider": ["Kent", "Chesire East"], "area": []], who: "desk", why: "known", until: "2d"))
        #expect(requested.silence.until == Self.now.addingTimeInterval(2 * 86400))
        #expect(requested.silence.match.providers == ["Kent", "Chesire East"])
        #expect(
            requested.doubts == [
                "--provider: warning: no council known here is called \"Chesire East\"; did you mean \"Cheshire East\"?"
            ])
    }

    @Test func whoAsksHasAName() {
        #expect(!InvokingUser.name.isEmpty && InvokingUser.name != "somebody")
    }
}
