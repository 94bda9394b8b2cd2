import Feeds
import Foundation
import Inspections
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// The sources that come with the program: that each is a good configuration, and what it tells of a change.
@Suite struct RecipeTests {
    private func problems(_ feed: String) throws -> String {
        let reports = try BuiltInReports.reader
        do {
            _ = try ConfigurationDocument("feeds: [\(feed)]", file: "test.yaml").configuration(
                Surroundings(workingDirectory: "/"),
                vocabulary: KnownNames(frameworks: reports.catalogue, registry: reports.registry))
            return ""
        } catch {
            return String(describing: error)
        }
    }

    @Test(arguments: BuiltInRecipe.allCases) func eachIsAGoodFeedByItsName(name: BuiltInRecipe) throws {
        let recipe = try #require(Recipe(named: name.rawValue))
        let given = recipe.needs.map { ", \($0.key): '\(recipe.examples[$0.key] ?? "")'" }.joined()
        let problems = try problems("{name: a, recipe: \(name.rawValue)\(given)}")
        #expect(problems.isEmpty || problems.contains("key_file"), "\(problems)")
        #expect(recipe.needs.allSatisfy { recipe.examples[$0.key] != nil })
        for need in recipe.needs where need.key == "url" {
            #expect(
                try self.problems("{name: a, recipe: \(name.rawValue)}").contains(
                    "\(recipe.name) needs \"url\" beside it: \(need.what)"))
        }
    }

    @Test func whatTheFeedSaysItselfWins() throws {
        let configuration = try Configuration.parse(
            "feeds: [{name: a, recipe: ofsted-childrens-services, every: 3h}]", file: "test.yaml",
            surroundings: Surroundings(workingDirectory: "/"))
        let feed = try #require(configuration.feeds.first)
        #expect(feed.every == 3 * 3600 && feed.kind == .ofstedReports && feed.follow == ["files.ofsted.gov.uk"])
        #expect(try problems("{name: a, recipe: ofsted-school}").contains("did you mean \"ofsted-schools\"?"))
    }

    @Test func aConfigurationToBeginWithIsGood() throws {
        let folder = try TemporaryFolder()
        try folder.write("cqc.key", "k3y\n")
        let names = Recipe.names
        for recipes in [[], ["food-hygiene"], names] {
            let text = try StartingConfiguration(recipes: recipes).text
            try folder.write("c.yaml", text.replacing("key_file: cqc.key", with: "key_file: \(folder.path("cqc.key"))"))
            let setup = try Setup(file: folder.path("c.yaml"), for: .ask)
            #expect(setup.configuration.feeds.map(\.name) == recipes)
        }
        #expect(throws: UnknownName.self) { try StartingConfiguration(recipes: ["food"]) }
    }

    @Test func eachIsListedAndDescribed() throws {
        let listed = RecipesReport.text(.text)
        let page = try String(
            contentsOf: ConfigurationTests.shipped.deletingLastPathComponent().appending(path: "docs/recipes.md"),
            encoding: .utf8)
        for name in Recipe.names {
            #expect(listed.contains("\n\(name): ") || listed.hasPrefix("\(name): "))
            #expect(page.contains("| `\(name)` |"))
        }
        #expect(RecipesReport.text(.jsonl).split(separator: "\n").count == Recipe.names.count)
    }

    /// A feed by a recipe, over a file that is written anew for each poll.
    private func told(_ recipe: String, _ states: [String], url: Bool = true) async throws -> [[String]] {
        let polled = try PolledFeed()
        var told: [[String]] = []
        for state in states {
            try polled.folder.write("source", state)
            let place =
                url ? "url: 'file://\(polled.folder.path("source"))'" : "path: '\(polled.folder.path("source"))'"
            let poll = try await polled.poll(
                "{name: a, recipe: \(recipe), \(place), every: 1h, hold_changes_over: 100%}")
            #expect(!poll.failed, "\(poll.results)")
            told.append(
                zip(poll.kinds, poll.summaries).filter { $0.0 != "operator-baseline-done" }.map { "\($0): \($1)" })
            polled.clock.advance(26 * 3600)
        }
        return told
    }

    private static func establishment(_ id: Int, _ rating: String, _ day: String?, scheme: String = "FHRS") -> String {
        let date = day.map { "<RatingDate>\($0)</RatingDate>" } ?? "<RatingDate xsi:nil=\"true\"/>"
        return
            "<EstablishmentDetail><FHRSID>\(id)</FHRSID><BusinessName>Cafe \(id) &amp; Bar</BusinessName><RatingValue>\(rating)</RatingValue>\(date)<LocalAuthorityName>Bath</LocalAuthorityName><SchemeType>\(scheme)</SchemeType></EstablishmentDetail>"
    }

    private static func establishments(_ items: String...) -> String {
        "<?xml version=\"1.0\"?><FHRSEstablishment xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><EstablishmentCollection>\(items.joined())</EstablishmentCollection></FHRSEstablishment>"
    }

    @Test func foodHygieneRatingsAreComparedByTheirDays() async throws {
        let exempt = Self.establishment(3, "Exempt", nil)
        let scottish = Self.establishment(4, "Improvement Required", "2023-07-28", scheme: "FHIS")
        let states = [
            Self.establishments(
                Self.establishment(1, "5", "2025-11-05"), Self.establishment(2, "3", "2025-10-01"), exempt, scottish),
            Self.establishments(
                Self.establishment(1, "1", "2026-05-05"), Self.establishment(2, "AwaitingInspection", nil), exempt,
                scottish),
        ]
        #expect(
            try await told("food-hygiene", states) == [
                [],
                [
                    "operator-ratings-lost: Cafe 2 & Bar (fhrs:2) stated ratings before, and none can be read now; what was known remains valid, and readers were not told",
                    "rating-changed: Cafe 1 & Bar: food hygiene declined from 5 (very good) to 1 (major improvement necessary)",
                ],
            ])
        #expect(try await told("food-hygiene-scotland", states) == [[], []])
    }

    @Test(arguments: ["CSNumber,", ""]) func scottishGradesAreTakenAtTheirGrading(number: String) async throws {
        let header =
            "\(number)ServiceName,Council_Area_Name,Publication_of_Latest_Grading,KQ_Support_Wellbeing,KQ_Care_and_Support_Planning,KQ_Setting,KQ_Staff_Team,KQ_Leadership,KQ_Care_Play_and_Learning,Last_inspection_Date\n"
        let id = number.isEmpty ? "" : "CS2003000001,"
        let states = [
            header + "\(id)Elm House,Fife,20/03/2023,4,4,NA,5,5,NA,27/02/2023\n",
            header + "\(id)Elm House,Fife,20/03/2023,4,4,NA,5,5,NA,01/05/2025\n",
            header + "\(id)Elm House,Fife,19/02/2025,3,4,NA,6,2,NA,24/01/2025\n",
        ]
        #expect(
            try await told("care-inspectorate-scotland", states, url: false) == [
                [], [],
                [
                    "rating-changed: Elm House: support and wellbeing declined from good to adequate; staff team improved from very good to excellent; leadership declined from very good to weak"
                ],
            ])
    }

    /// Ratings stand without a day: what moves is told, and no more.
    @Test func welshThemesAreReadFromOneCell() async throws {
        let header = "Service Reference Number,Service name,Local authority,Ratings\n"
        let elm = "SIN-00001,Elm House,Powys,"
        let oak = "SIN-00002,Oak House,Powys,Not yet rated\n"
        let states = [
            header + elm + "Well-being: Good; Care and support: Good; Environment: Excellent\n" + oak,
            header + elm + "Well-being: Good; Care and support: Good; Environment: Excellent\n" + oak,
            header + elm
                + "Well-being: Requires significant improvement; Care and support: Good; Environment: Excellent\n"
                + oak,
        ]
        let told = try await told("care-inspectorate-wales", states, url: false)
        #expect(
            told == [
                [], [],
                [
                    "rating-changed: Elm House: well-being declined from good to requires significant improvement"
                ],
            ], "\(told)")
    }

    @Test func newYorksGradesAreOneForEachRestaurantAndDay() async throws {
        @Sendable func row(_ id: Int, _ grade: String, _ day: String) -> String {
            #"{"camis": "\#(id)", "dba": "DINER \#(id)", "boro": "Queens", "grade": "\#(grade)", "grade_date": "\#(day)T00:00:00.000"}"#
        }
        let before = row(1, "A", "2025-03-04") + "," + row(2, "B", "2025-04-04")
        let server = try await LoopbackServer { request in
            if request.target.contains("$offset=") { return ServerAnswer(text: "[]") }
            let rows = request.target.contains("second") ? before + "," + row(1, "C", "2026-03-04") : before
            return ServerAnswer(text: "[\(rows)]")
        }
        let polled = try PolledFeed()
        for (path, expected) in [("first", ["operator-baseline-done"]), ("second", ["rating-changed"])] {
            let poll = try await polled.poll(
                "{name: a, recipe: nyc-restaurants, url: '\(server.url)/\(path)', every: 1h, first_poll: \(path == "first" ? "baseline" : "alert")}"
            )
            #expect(poll.kinds.filter { path == "first" || $0 == "rating-changed" } == expected)
            polled.clock.advance(26 * 3600)
        }
    }
}
