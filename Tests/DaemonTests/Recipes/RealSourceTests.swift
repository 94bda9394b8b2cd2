import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// Recipes over real samples of their publishers; skipped where there are none beside the checkout.
@Suite struct RealSourceTests {
    static let sources = ConfigurationTests.shipped.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/sources")
    static let isThere = FileManager.default.fileExists(atPath: sources.path)

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.sources.appending(path: name), encoding: .utf8)
    }

    private func poll(_ polled: PolledFeed, _ recipe: String, _ source: String, place: String = "url") async throws
        -> PolledFeed.Poll
    {
        try polled.folder.write("source", source)
        polled.clock.advance(2 * 3600)
        let path = (place == "url" ? "file://" : "") + polled.folder.path("source")
        return try await polled.poll(
            "{name: a, recipe: \(recipe), \(place): '\(path)', every: 1h, hold_changes_over: 100%}")
    }

    @Test(.enabled(if: isThere, "needs ../shared")) func realFoodHygieneRatingsAreReadAndCompared() async throws {
        let real = try text("fhrs/FHRS_excerpt_2026-08.xml")
        let polled = try PolledFeed()
        #expect(try await poll(polled, "food-hygiene", real).results == ["1 items with grades, 1 new inspections"])
        let changed = real.replacing("<RatingValue>4<", with: "<RatingValue>0<").replacing(
            "2025-11-05", with: "2026-05-05")
        #expect(
            try await poll(polled, "food-hygiene", changed).summaries == [
                "@Cleeve Hill: food hygiene declined from 4 (good) to 0 (urgent improvement necessary)"
            ])
        let scotland = try PolledFeed()
        #expect(
            try await poll(scotland, "food-hygiene-scotland", real).results == [
                "1 items with grades, 1 new inspections"
            ])
    }

    /// As many as Python counts: of the first 120 services 34 improved, 20 declined, 15 did both, 27 were graded again without a
    /// change, and 24 were not.
    @Test(.enabled(if: isThere, "needs ../shared")) func twoRealStatesOfScottishGradesDifferAsPythonCounts()
        async throws
    {
        let polled = try PolledFeed()
        var polls: [PolledFeed.Poll] = []
        let states = try ["2024-05", "2025-09"].map {
            try text("care-inspectorate-scotland/\($0).csv").split(whereSeparator: \.isNewline)
        }
        let names = Set(states[0].dropFirst().prefix(120).map(Self.service))
        #expect(names.count == 120)
        for lines in states {
            let kept = lines.prefix(1) + lines.dropFirst().filter { names.contains(Self.service($0)) }
            polls.append(
                try await poll(
                    polled, "care-inspectorate-scotland", kept.joined(separator: "\n") + "\n", place: "path"))
        }
        #expect(polls[0].kinds == ["operator-baseline-done"])
        let told = Dictionary(grouping: polls[1].kinds) { $0 }.mapValues(\.count)
        #expect(told == ["rating-changed": 69, "inspection-published": 27])
        let changed = zip(polls[1].kinds, polls[1].summaries).filter { $0.0 == "rating-changed" }.map(\.1)
        let both = changed.filter { $0.contains("improved") && $0.contains("declined") }.count
        #expect(both == 15 && changed.filter { $0.contains("improved") }.count - both == 34)
    }

    /// The fourth cell of a row; those before it have no commas.
    private static func service(_ row: Substring) -> Substring {
        let rest = row.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false).last ?? ""
        return rest.hasPrefix("\"") ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != "," }
    }
}
