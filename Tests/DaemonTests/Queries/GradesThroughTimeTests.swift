import History
import Inspections
import Testing

@testable import Queries
@testable import Text

/// What the record says of how things go: shares through the years, and when another inspection came.
@Suite struct GradesThroughTimeTests {
    private func step(_ provider: Int, _ day: String, _ grade: String, region: String = "London") throws -> StatedGrade
    {
        StatedGrade(
            provider: ProviderID("ofsted:\(provider)"), region: region, framework: "ilacs",
            day: try #require(CalendarDate(iso: day)), grade: grade)
    }

    private var framework: Framework {
        Framework(
            id: "ilacs", name: "ilacs", line: "c",
            scale: Scale(
                id: "s", family: "s", ranks: ["good": 3, "requires-improvement": 2, "inadequate": 1],
                names: ["requires-improvement": "requires improvement"]),
            areas: [Area(id: "overall", name: "overall effectiveness", until: CalendarDate(iso: "2026-03-31"))],
            comparableFrom: [:])
    }

    @Test func sharesAreThoseOfWhomStandsAtTheEndOfEachYear() throws {
        let steps = [
            try step(1, "2023-02-01", "good"), try step(1, "2025-02-01", "inadequate"),
            try step(2, "2024-12-31", "good", region: "South East"), try step(3, "2023-05-01", "requires-improvement"),
        ]
        let today = try #require(CalendarDate(iso: "2026-06-01"))
        let ended = [ProviderID("ofsted:3"): try #require(CalendarDate(iso: "2025-04-01"))]
        let report = GradesThroughTime(
            steps, area: framework.areas[0], framework: framework, ended: ended, isByRegion: true, today: today)
        #expect(
            report.table(.plain) == """
                region      year  graded  good      requires improvement  inadequate
                all         2023  2       1 (50%)   1 (50%)
                            2024  3       2 (67%)   1 (33%)
                            2025  2       1 (50%)                         1 (50%)
                            2026  2       1 (50%)                         1 (50%)
                London      2023  2       1 (50%)   1 (50%)
                            2024  2       1 (50%)   1 (50%)
                            2025  1                                       1 (100%)
                            2026  1                                       1 (100%)
                South East  2024  1       1 (100%)
                            2025  1       1 (100%)
                            2026  1       1 (100%)

                """, "\(report.table(.plain))")
        #expect(report.csv.contains("London,2025,overall,inadequate,1,1,100%"))
        #expect(
            report.lines.hasPrefix(
                #"{"region":null,"year":2023,"area":"overall","grade":"good","providers":1,"graded":2}"#))
        // What is graded no more stands as it was last stated.
        #expect(report.remark(today: today).hasSuffix("; inspections that began after 31 March 2026 do not grade it"))
        // Others that were left out are named.
        #expect(
            report.remark(today: today, others: ["ilacs", "sccif"]).contains("--framework ilacs or sccif shows others"))
    }

    @Test func whenAnotherInspectionCameIsABandWithItsCount() throws {
        // After good: 30 to 49 months; each inspection has a second document, and the last of each provider says
        // nothing.
        let steps = try (0..<20).flatMap { number in
            let later = 2020 * 12 + 30 + number
            return [
                try step(number + 100, "2020-01-01", "good"), try step(number + 100, "2020-01-01", "good"),
                try step(number + 100, "\(later / 12)-\(later % 12 < 9 ? "0" : "")\(later % 12 + 1)-01", "inadequate"),
            ]
        }
        let area = Area(id: "overall", name: "overall effectiveness")
        let day = try #require(CalendarDate(iso: "2024-11-18"))
        let framework = Framework(
            id: "ilacs", name: "ILACS", line: "ilacs", scale: Scale(id: "four", family: "four", ranks: [:], names: [:]),
            areas: [area], comparableFrom: [:])
        func band(after grade: String, _ steps: [StatedGrade]) -> ExpectedNext? {
            ExpectedNext(after: grade, in: area, of: framework, since: day, steps: steps)
        }
        let next = try #require(band(after: "good", steps))
        #expect([next.tenth, next.median, next.ninetieth, next.count] == [32, 40, 47, 20])
        #expect(band(after: "inadequate", steps) == nil)
        #expect(band(after: "good", Array(steps.prefix(27))) == nil, "nine say nothing")
        #expect(
            next.sentence()
                == "after good in overall effectiveness the next inspection came 32 to 47 months later (median 40, n = 20 in "
                + "this record): between July 2027 and October 2028, if that still holds; it is not a promise")
    }
}
